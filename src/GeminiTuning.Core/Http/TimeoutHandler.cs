using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Bounds the time until an answer begins, on the injected clock. The timeout of <see cref="HttpClient"/> would look like
/// a cancellation by the user.
/// </summary>
internal sealed class TimeoutHandler : DelegatingHandler
{
    private readonly TimeProvider _time;

    public TimeoutHandler(TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        _time = time;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var limit = ((ServiceRequest)request).Timeout;
        using var timer = _time.CancelAfter(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No answer within " + limit + ".", e);
        }
    }
}
