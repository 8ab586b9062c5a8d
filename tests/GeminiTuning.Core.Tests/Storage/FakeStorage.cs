using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Tests.Storage;

/// <summary>Enough of Cloud Storage on loopback to upload to, with faults on demand. There is one bucket, <c>bucket</c>.</summary>
internal sealed class FakeStorage : IDisposable
{
    private const int Granule = 256 * 1024;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, UploadSession> _sessions = new(StringComparer.Ordinal);
    private readonly Task _loop;

    public FakeStorage()
    {
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

    public ConcurrentDictionary<string, StoredBytes> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Each request: its method and path, with its range for a part.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>How many connections to break, each in the middle of a part.</summary>
    public int Breaks { get; set; }

    /// <summary>How much of a part to keep when the connection breaks.</summary>
    public int KeptOfBroken { get; set; } = 5 * Granule;

    /// <summary>Answers a request in place of the service: a status and a message.</summary>
    public Func<HttpListenerRequest, (int Status, string Message)?> Refuse { get; set; } = static _ => null;

    /// <summary>Where to send the data to, in place of the address here.</summary>
    public Func<Uri, Uri> Relocate { get; set; } = static uri => uri;

    /// <summary>Changes the bytes before they are stored.</summary>
    public Action<byte[]> Damage { get; set; } = static _ => { };

    /// <summary>Whether to compare the checksum that came with the upload.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>Whether the answer to an upload has no body.</summary>
    public bool IsSilent { get; set; }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private static async Task AnswerAsync(HttpListenerContext context, int status, object? body)
    {
        context.Response.StatusCode = status;
        if (body != null)
        {
            context.Response.ContentType = "application/json; charset=UTF-8";
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
        }

        context.Response.Close();
    }

    private static Task ErrorAsync(HttpListenerContext context, int status, string message) => AnswerAsync(
        context,
        status,
        new { error = new { code = status, message, errors = new[] { new { message, domain = "global", reason = "invalid" } } } });

    private static object Describe(StoredBytes stored) => new
    {
        size = stored.Bytes.Length.ToString(CultureInfo.InvariantCulture),
        crc32c = stored.Crc32C,
        generation = stored.Generation.ToString(CultureInfo.InvariantCulture),
    };

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

            try
            {
                await ServeAsync(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
            {
                context.Response.Abort();
            }
        }
    }

    private Task ServeAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var path = request.RawUrl!.Split('?')[0];
        Requests.Enqueue((request.HttpMethod + " " + path + " " + request.Headers["Content-Range"]).TrimEnd());
        Authorizations.Enqueue(request.Headers["Authorization"]);
        if (Refuse(request) is { } refusal)
        {
            return ErrorAsync(context, refusal.Status, refusal.Message);
        }

        if (path.StartsWith("/upload/", StringComparison.Ordinal))
        {
            return request.HttpMethod == "POST" ? StartAsync(context) : ReceiveAsync(context);
        }

        var name = Uri.UnescapeDataString(path.Split('/')[^1]);
        if (!Objects.TryGetValue(name, out var stored))
        {
            return ErrorAsync(context, 404, "No such object: bucket/" + name);
        }

        if (request.HttpMethod == "DELETE")
        {
            Objects.TryRemove(name, out _);
            return AnswerAsync(context, 204, null);
        }

        return AnswerAsync(context, 200, Describe(stored));
    }

    private async Task StartAsync(HttpListenerContext context)
    {
        var request = context.Request;
        if (!request.RawUrl!.StartsWith("/upload/storage/v1/b/bucket/", StringComparison.Ordinal))
        {
            await ErrorAsync(context, 404, "The specified bucket does not exist.");
            return;
        }

        var name = request.QueryString["name"]!;
        if (request.QueryString["ifGenerationMatch"] == "0" && Objects.ContainsKey(name))
        {
            await ErrorAsync(context, 412, "At least one of the pre-conditions you specified did not hold.");
            return;
        }

        using var metadata = await JsonDocument.ParseAsync(request.InputStream);
        var id = "secret-" + Guid.NewGuid().ToString("N");
        _sessions[id] = new UploadSession
        {
            Name = name,
            Total = request.Headers["X-Upload-Content-Length"] is { } total ? long.Parse(total, CultureInfo.InvariantCulture) : long.MaxValue,
            Crc32C = metadata.RootElement.TryGetProperty("crc32c", out var crc32C) ? crc32C.GetString() : null,
            ContentType = metadata.RootElement.GetProperty("contentType").GetString(),
        };
        context.Response.Headers["Location"] = Relocate(new Uri(Endpoint, "upload/storage/v1/b/bucket/o?uploadType=resumable&upload_id=" + id)).AbsoluteUri;
        await AnswerAsync(context, 200, null);
    }

    private async Task ReceiveAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var session = _sessions[request.QueryString["upload_id"]!];
        var range = request.Headers["Content-Range"]!.Split(' ', '-', '/');
        if (range[^1] != "*")
        {
            session.Total = long.Parse(range[^1], CultureInfo.InvariantCulture);
        }

        if (range[1] != "*")
        {
            var first = long.Parse(range[1], CultureInfo.InvariantCulture);
            if (first > session.Received.Length)
            {
                await ErrorAsync(context, 400, "Invalid request. The range does not continue what has been received.");
                return;
            }

            if (Breaks > 0)
            {
                Breaks--;
                await BreakAsync(context, session);
                return;
            }

            // What is there already is sent again to no effect.
            await request.InputStream.ReadExactlyAsync(new byte[session.Received.Length - first]);
            await request.InputStream.CopyToAsync(session.Received);
        }

        if (session.Received.Length < session.Total)
        {
            if (session.Received.Length > 0)
            {
                context.Response.Headers["Range"] = "bytes=0-" + (session.Received.Length - 1).ToString(CultureInfo.InvariantCulture);
            }

            await AnswerAsync(context, 308, null);
            return;
        }

        await StoreAsync(context, session);
    }

    private async Task BreakAsync(HttpListenerContext context, UploadSession session)
    {
        var kept = new byte[KeptOfBroken];
        await context.Request.InputStream.ReadExactlyAsync(kept);
        await session.Received.WriteAsync(kept);
        context.Response.Abort();
    }

    private async Task StoreAsync(HttpListenerContext context, UploadSession session)
    {
        var bytes = session.Received.ToArray();
        Damage(bytes);
        var checksum = new Crc32C();
        checksum.Append(bytes);
        var crc32C = checksum.ToString();
        if (Verifies && session.Crc32C != null && session.Crc32C != crc32C)
        {
            await ErrorAsync(context, 400, $"Provided CRC32C \"{session.Crc32C}\" doesn't match calculated CRC32C \"{crc32C}\".");
            return;
        }

        var stored = new StoredBytes(bytes, crc32C, 1700000000000000 + Objects.Count, session.ContentType);
        if (!Objects.TryAdd(session.Name, stored))
        {
            await ErrorAsync(context, 412, "At least one of the pre-conditions you specified did not hold.");
            return;
        }

        await AnswerAsync(context, 200, IsSilent ? null : Describe(stored));
    }
}
