using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Connections.Checks;

/// <summary>Sends an access token as what is asked about: in the body of a form, where no log of addresses has it.</summary>
internal sealed class TokenInfoCredential : IRequestCredential
{
    private readonly IRequestCredential _inner;

    public TokenInfoCredential(IRequestCredential inner)
    {
        _inner = inner;
    }

    public CredentialKind Kind => CredentialKind.OAuth;

    /// <summary>The access token that the next request would carry.</summary>
    public static async Task<string> TokenAsync(IRequestCredential credential, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage();
        await credential.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        return request.Headers.Authorization!.Parameter!;
    }

    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(_inner, cancellationToken).ConfigureAwait(false);
        request.Content = new FormUrlEncodedContent([new KeyValuePair<string, string>("access_token", token)]);
    }

    public bool Drop(HttpRequestMessage refused) => false;

    public string Redact(string text, string mask) => _inner.Redact(text, mask);
}
