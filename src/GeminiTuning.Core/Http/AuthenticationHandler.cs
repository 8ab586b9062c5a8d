using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Http;

/// <summary>Puts the credential on each attempt, so that a token that ran out between two attempts is renewed.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly IRequestCredential _credential;

    public AuthenticationHandler(IRequestCredential credential, HttpMessageHandler inner)
        : base(inner)
    {
        _credential = credential;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _credential.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
