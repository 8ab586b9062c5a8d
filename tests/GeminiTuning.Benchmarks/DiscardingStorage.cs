using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Cloud Storage on loopback that takes uploads, whole or in parts, and forgets them, so that only the client is
/// measured; on demand no faster than a line would be.
/// </summary>
internal sealed class DiscardingStorage : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _block = new byte[1 << 18];
    private readonly Task _loop;
    private readonly double _bytesPerSecond;
    private long _received;

    public DiscardingStorage(double megabytesPerSecond)
    {
        _bytesPerSecond = megabytesPerSecond * 1e6;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Endpoint { get; }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            context.Response.StatusCode = await AnswerAsync(context.Request, context.Response);
            if (context.Response.StatusCode == 200)
            {
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("{\"size\":\"" + _received.ToString(CultureInfo.InvariantCulture) + "\"}"));
            }

            context.Response.Close();
        }
    }

    private async Task<int> AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (request.HttpMethod == "GET")
        {
            return 404;
        }

        if (request.HttpMethod == "POST")
        {
            _received = 0;
            response.Headers["Location"] = new Uri(Endpoint, "upload/storage/v1/b/bucket/o?upload_id=1").AbsoluteUri;
            return 200;
        }

        await DrainAsync(request.InputStream);
        string? range = request.Headers["Content-Range"];
        if (range?.EndsWith("/*", StringComparison.Ordinal) != true)
        {
            return 200;
        }

        response.Headers["Range"] = "bytes=0-" + (_received - 1).ToString(CultureInfo.InvariantCulture);
        return 308;
    }

    private async Task DrainAsync(Stream body)
    {
        long start = TimeProvider.System.GetTimestamp();
        long drained = 0;
        int read;
        while ((read = await body.ReadAsync(_block)) > 0)
        {
            drained += read;
            TimeSpan ahead = TimeSpan.FromSeconds(drained / _bytesPerSecond) - TimeProvider.System.GetElapsedTime(start);
            if (ahead > TimeSpan.FromMilliseconds(2))
            {
                await Task.Delay(ahead);
            }
        }

        _received += drained;
    }
}
