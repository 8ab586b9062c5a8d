using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Sends fewer requests at the same time after the service has answered 429. It counts each attempt of a request until
/// its answer begins; the time that an attempt waits here is not part of its timeout.
/// </summary>
internal sealed class ThrottleHandler : DelegatingHandler
{
    private readonly AdaptiveLimit _limit;

    public ThrottleHandler(TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        _limit = new AdaptiveLimit(time);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var turn = await _limit.EnterAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            End(turn, (ServiceRequest)request, response);
        }

        return response;
    }

    private void End(AdaptiveLimit.Turn turn, ServiceRequest request, HttpResponseMessage? response)
    {
        if (response is { IsSuccessStatusCode: true })
        {
            _limit.Succeed();
        }
        else if (response is not { StatusCode: (System.Net.HttpStatusCode)429 })
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
