using System.Net;
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
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !_credential.Drop(request))
        {
            return response;
        }

        // Revoked, or expired by another clock. The service did nothing with the request, whatever it asks for.
        response.Dispose();
        var own = (ServiceRequest)request;
        own.Trace.Verbose(own.Display + ": 401; trying once more with a new access token.");
        await _credential.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
