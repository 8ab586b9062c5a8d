using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Turns the requests of Google's upload class into requests of this connection, so that they pass its handlers, and
/// keeps the refusal in the last answer, which that class would reduce to its message.
/// </summary>
internal sealed class UploadRequestHandler : DelegatingHandler
{
    private const string RangeHeader = "Range";
    private const int BlockSize = 1 << 16;

    // For one part of the data. It is sent slowly over a poor line.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly TransportSettings _settings;
    private readonly ServiceFaultParser _parser;
    private readonly ITraceSink _trace;
    private int _attempts;

    public UploadRequestHandler(TransportSettings settings, ServiceFaultParser parser, ITraceSink trace, HttpMessageHandler inner)
        : base(inner)
    {
        _settings = settings;
        _parser = parser;
        _trace = trace;
    }

    /// <summary>The refusal in the last answer; <see langword="null"/> where it was none, or none came.</summary>
    public ServiceFault? Fault { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault = null;
        _attempts++;
        var call = new ServiceCall { Method = request.Method, Path = request.RequestUri!.AbsoluteUri, Timeout = Timeout };
        using var own = new ServiceRequest(call, _settings.Endpoint, _trace);
        own.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        foreach (var header in request.Headers)
        {
            if (!string.Equals(header.Key, "User-Agent", StringComparison.OrdinalIgnoreCase))
            {
                own.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        own.Content = request.Content;
        try
        {
            var response = await base.SendAsync(own, cancellationToken).ConfigureAwait(false);
            await KeepFaultAsync(response, cancellationToken).ConfigureAwait(false);
            AlignRange(response);
            return response;
        }
        finally
        {
            // It belongs to the other request, which may be sent again.
            own.Content = null;
        }
    }

    // Google's class garbles what it sends again unless it goes on at a multiple of the size of its blocks. Cloud Storage
    // skips bytes that it has already.
    private static void AlignRange(HttpResponseMessage response)
    {
        if ((int)response.StatusCode != 308 || !response.Headers.TryGetValues(RangeHeader, out var values))
        {
            return;
        }

        var last = long.Parse(values.First().Split('-')[1], NumberStyles.None, CultureInfo.InvariantCulture);
        var kept = (last + 1) / BlockSize * BlockSize;
        response.Headers.Remove(RangeHeader);
        if (kept > 0)
        {
            response.Headers.TryAddWithoutValidation(RangeHeader, string.Format(CultureInfo.InvariantCulture, "bytes=0-{0}", kept - 1));
        }
    }

    private async Task KeepFaultAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is < 400)
        {
            _attempts = 0;
            return;
        }

        var body = await ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        Fault = _parser.Parse(response, body, _attempts);
    }
}
