using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>Bounds the time until the answer to a part of an upload begins.</summary>
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
        using var limit = new TimeLimit(_time, ((ServiceRequest)request).Timeout, cancellationToken);
        try
        {
            return await base.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.HasPassed)
        {
            throw new TimeoutException("No answer within " + limit.Length + ".", e);
        }
    }
}
