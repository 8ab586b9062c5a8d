using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// A service on loopback that answers each request after a fixed time: listings of tuned models, deletions and prompts. It
/// is made of bare sockets and does nothing else, so that many requests at the same time wait for the clock only.
/// </summary>
internal static class LatencyService
{
    private const int PageSize = 1000;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Empty = Answer("{}");
    private static readonly byte[] Prediction = Answer(
        """{"candidates":[{"content":{"parts":[{"text":"An answer of a few words."}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":6,"totalTokenCount":11}}""");

    private static readonly byte[] Listing = Answer(
        "{\"tunedModels\":[" + string.Join(",", Enumerable.Range(0, PageSize).Select(static n => $"{{\"name\":\"tunedModels/model-{n}\",\"state\":\"ACTIVE\"}}")) + "]}");

    /// <summary>Serves until the standard input is closed.</summary>
    public static void RunChild(TimeSpan latency)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(512);
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync(listener, latency);
        Console.In.ReadToEnd();
    }

    private static async Task AcceptAsync(TcpListener listener, TimeSpan latency)
    {
        while (true)
        {
            Socket socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket, latency);
        }
    }

    private static async Task ServeAsync(Socket socket, TimeSpan latency)
    {
        using Socket own = socket;
        byte[] buffer = new byte[1 << 16];
        int filled = 0;
        try
        {
            while (true)
            {
                int received = await own.ReceiveAsync(buffer.AsMemory(filled));
                if (received == 0)
                {
                    return;
                }

                filled += received;
                int end = buffer.AsSpan(0, filled).IndexOf(EndOfHead);
                if (end >= 0 && filled >= end + EndOfHead.Length + ContentLength(buffer.AsSpan(0, end)))
                {
                    byte[] answer = AnswerTo(buffer);
                    filled = 0;
                    if (latency > TimeSpan.Zero)
                    {
                        await Task.Delay(latency);
                    }

                    await own.SendAsync(answer);
                }
            }
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }

    private static byte[] AnswerTo(byte[] request) => request[0] switch
    {
        (byte)'P' => Prediction,
        (byte)'G' => Listing,
        _ => Empty,
    };

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        int start = head.IndexOf("Content-Length: "u8);
        if (start < 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> value = head[(start + 16)..];
        int end = value.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static byte[] Answer(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
