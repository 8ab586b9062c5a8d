using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>What requests are signed with.</summary>
internal interface IRequestCredential
{
    CredentialKind Kind { get; }

    /// <summary>Puts the credential on a request that is about to be sent.</summary>
    Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Gives up what a service refused on a request.</summary>
    /// <returns>Whether the next request gets something else, so that it may be sent again.</returns>
    bool Drop(HttpRequestMessage refused);

    /// <summary>Replaces the credential in a text that somebody else wrote.</summary>
    string Redact(string text, string mask);
}
