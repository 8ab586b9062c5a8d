using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>An API key in the header <c>x-goog-api-key</c>, never in the address, which proxies write to their logs.</summary>
internal sealed class ApiKeyCredential : IRequestCredential
{
    private const string Header = "x-goog-api-key";
    private readonly SecureString _key;

    public ApiKeyCredential(SecureString key)
    {
        _key = key;
    }

    public CredentialKind Kind => CredentialKind.ApiKey;

    public Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(Header);
        request.Headers.TryAddWithoutValidation(Header, SecureText.Reveal(_key));
        return Task.CompletedTask;
    }

    public bool Drop(HttpRequestMessage refused) => false;

    public string Redact(string text, string mask) => SecureText.Hide(_key, text, mask);
}
