using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests.Throttling;

/// <summary>
/// A service that answers when the test lets it, and that knows each request and each connection. It is made of bare
/// sockets, so that it sees connections end.
/// </summary>
internal sealed class GatedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<LoggedRequest, Task<(int Status, string Body)>> _answer;
    private readonly List<Task> _connections = [];
    private readonly Task _loop;
    private int _received;
    private int _running;

    public GatedServer(Func<LoggedRequest, Task<(int Status, string Body)>> answer)
    {
        _answer = answer;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        // Off the synchronization context of a test, whose threads may be waiting for the pipeline.
        _loop = Task.Run(AcceptAsync);
    }

    public Uri Endpoint { get; }

    public ConcurrentQueue<LoggedRequest> Log { get; } = new();

    /// <summary>How many requests were unanswered at the same time, at most.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What the service says of a model, whichever way it is asked.</summary>
    public static string Describe(LoggedRequest request) => request.Line.Contains(":generateContent", StringComparison.Ordinal)
        ? "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"yes\"}]},\"finishReason\":\"STOP\"}]}"
        : "{\"name\":\"tunedModels/" + request.Line.Split('/')[^1].Split('?')[0] + "\",\"baseModel\":\"models/b\",\"state\":\"ACTIVE\",\"createTime\":\"2024-04-16T16:44:00Z\"}";

    public static Task<(int Status, string Body)> Describing(LoggedRequest request) => Task.FromResult((200, Describe(request)));

    /// <summary>Ends when every connection that was made has been closed by the client.</summary>
    public Task AllClosedAsync() => Task.WhenAll(_connections);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await ReadAsync(reader) is { } request)
            {
                (int status, string body) = await AnswerAsync(request);
                byte[] bytes = Encoding.UTF8.GetBytes(body);
                string head = $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n";
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes]);
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private async Task<(int Status, string Body)> AnswerAsync(LoggedRequest request)
    {
        lock (Log)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            return await _answer(request);
        }
        finally
        {
            lock (Log)
            {
                _running--;
            }
        }
    }

    private async Task<LoggedRequest?> ReadAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync() is not { } first)
        {
            return null;
        }

        int length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture);
            }
        }

        char[] body = new char[length];
        if (length > 0)
        {
            await reader.ReadBlockAsync(body);
        }

        var request = new LoggedRequest(Interlocked.Increment(ref _received), first[..first.LastIndexOf(' ')], new string(body), Stopwatch.GetTimestamp());
        Log.Enqueue(request);
        return request;
    }
}
