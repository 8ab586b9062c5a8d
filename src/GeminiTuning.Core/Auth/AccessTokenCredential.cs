using System.Net.Http;
using System.Net.Http.Headers;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>An access token that the user brought along; nothing here can renew it.</summary>
internal sealed class AccessTokenCredential : IRequestCredential
{
    private readonly SecureString _token;

    public AccessTokenCredential(SecureString token)
    {
        _token = token;
    }

    public CredentialKind Kind => CredentialKind.OAuth;

    public Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecureText.Reveal(_token));
        return Task.CompletedTask;
    }

    public bool Drop(HttpRequestMessage refused) => false;

    public string Redact(string text, string mask) => SecureText.Hide(_token, text, mask);
}
