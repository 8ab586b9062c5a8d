using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Sends fewer requests at the same time after the service has answered 429. It counts each attempt of a request until
/// its answer begins. The wait comes before the attempt, so that it is no part of the attempt's time.
/// </summary>
internal sealed class Throttle
{
    private readonly AdaptiveLimit _limit;

    public Throttle(TimeProvider time)
    {
        _limit = new AdaptiveLimit(time);
    }

    /// <summary>Waits for leave to send, which is to be followed by one <see cref="SendAsync"/>.</summary>
    public ValueTask<AdaptiveLimit.Turn> EnterAsync(CancellationToken cancellationToken) => _limit.EnterAsync(cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(AdaptiveLimit.Turn turn, ServiceRequest request, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            End(turn, request, response);
        }

        return response;
    }

    private void End(AdaptiveLimit.Turn turn, ServiceRequest request, HttpResponseMessage? response)
    {
        if (response is { IsSuccessStatusCode: true })
        {
            _limit.Succeed();
        }
        else if (response is not { StatusCode: (HttpStatusCode)429 })
        {
            _limit.Leave();
        }
        else if (_limit.Refuse(turn) is { } limit)
        {
            request.Trace.Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: 429; from now on at most {1} request{2} at the same time, and more again as they succeed.",
                request.Display,
                limit,
                limit == 1 ? string.Empty : "s"));
        }
    }
}
