using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>
/// Sends the requests of Google's library, and lets no answer redirect them: the library would send the credential on.
/// </summary>
internal sealed class TokenHandler : HttpMessageHandler
{
    private static readonly Uri Googles = new("https://oauth2.googleapis.com/token");
    private static readonly Uri ThisMachine = new("http://127.0.0.1/");

    private readonly HttpMessageInvoker _remote;
    private readonly HttpMessageInvoker _near;
    private readonly Uri? _tokenServer;
    private readonly TimeProvider _time;
    private readonly TokenServerClock? _clock;

    public TokenHandler(Func<Uri, HttpMessageHandler> innermost, Uri? tokenServer, TimeProvider time, TokenServerClock? clock)
    {
        _remote = new HttpMessageInvoker(innermost(Googles));
        _near = new HttpMessageInvoker(innermost(ThisMachine));
        _tokenServer = tokenServer;
        _time = time;
        _clock = clock;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_tokenServer != null && request.RequestUri == Googles)
        {
            request.RequestUri = _tokenServer;
        }

        var address = request.RequestUri!;
        var sender = address.IsLoopback || TokenAddresses.IsMetadata(address) ? _near : _remote;
        var secrets = await SentSecrets.ReadAsync(request).ConfigureAwait(false);
        var response = await SendAsync(sender, request, secrets, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            response.Dispose();
            throw AuthErrors.TokenRedirectRefused(address);
        }

        if (response.Headers.Date is { } date)
        {
            _clock?.Compare(_time.GetUtcNow(), date);
        }

        if (!response.IsSuccessStatusCode)
        {
            await secrets.RemoveFromAsync(response, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker sender, HttpRequestMessage request, SentSecrets secrets, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (secrets.AreIn(e.ToString()))
        {
            // A garbled answer is quoted in the exception; what is inside of it is left out.
            throw secrets.RemoveFrom(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _remote.Dispose();
            _near.Dispose();
        }

        base.Dispose(disposing);
    }
}
