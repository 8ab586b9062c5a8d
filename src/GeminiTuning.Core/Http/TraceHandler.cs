using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Tells of each request and its answer in one line of what can hold no secret: no header, no body, and the query
/// without <c>key</c>. The line is written once the answer has been read, as only then its size is known.
/// </summary>
internal sealed class TraceHandler : DelegatingHandler
{
    private readonly TimeProvider _time;

    public TraceHandler(TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        _time = time;
    }

    // Mostly nobody reads the lines, and making them costs more memory than all else that is done for a request here.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ((ServiceRequest)request).Trace is { WantsDebug: true } trace
            ? TellAsync(request, trace, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private static string PathAndQuery(Uri uri)
    {
        if (uri.Query.Length == 0)
        {
            return uri.AbsolutePath;
        }

        var kept = uri.Query.TrimStart('?')
            .Split('&')
            .Where(static pair => pair.Length > 0 && !pair.StartsWith("key=", StringComparison.OrdinalIgnoreCase)
                && !pair.StartsWith("access_token=", StringComparison.OrdinalIgnoreCase));
        var query = string.Join("&", kept);
        return query.Length == 0 ? uri.AbsolutePath : uri.AbsolutePath + "?" + query;
    }

    private async Task<HttpResponseMessage> TellAsync(HttpRequestMessage request, ITraceSink trace, CancellationToken cancellationToken)
    {
        var line = request.Method + " " + PathAndQuery(request.RequestUri!);
        var start = _time.GetTimestamp();
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (response == null)
            {
                trace.Debug(line + ": no answer after " + Milliseconds(start));
            }
        }

        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Content = new MeasuredContent(
            response.Content,
            size => trace.Debug(line + ": " + status + ", " + Milliseconds(start) + ", " + size.ToString(CultureInfo.InvariantCulture) + " bytes"));
        return response;
    }

    private string Milliseconds(long start) =>
        _time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";
}
