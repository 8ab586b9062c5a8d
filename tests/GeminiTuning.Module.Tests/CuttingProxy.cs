using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Passes connections on to a server and breaks the first one that carries a lot, once, in the middle.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly int _cutAfter;
    private int _cuts;

    public CuttingProxy(Uri server, int cutAfter)
    {
        _server = server;
        _cutAfter = cutAfter;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        // The host is rewritten in place, so both names must be of one length.
        Assert.Equal(server.Authority.Length, Endpoint.Authority.Length);
        Accepting = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public int Cuts => Volatile.Read(ref _cuts);

    private Task Accepting { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        Accepting.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = PassAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            Task there = CopyAsync(client.GetStream(), server.GetStream(), Endpoint.Authority, _server.Authority, mayCut: true);
            Task back = CopyAsync(server.GetStream(), client.GetStream(), _server.Authority, Endpoint.Authority, mayCut: false);
            await Task.WhenAny(there, back);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, string name, string other, bool mayCut)
    {
        byte[] buffer = new byte[64 * 1024];
        long carried = 0;
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
            {
                carried += read;
                if (mayCut && carried > _cutAfter && Interlocked.CompareExchange(ref _cuts, 1, 0) == 0)
                {
                    return;
                }

                Rename(buffer.AsSpan(0, read), name, other);
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception e) when (e is System.IO.IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone; the other is closed by the caller.
        }
    }

    private static void Rename(Span<byte> bytes, string name, string other)
    {
        int at = bytes.IndexOf(Encoding.ASCII.GetBytes(name));
        if (at >= 0)
        {
            Encoding.ASCII.GetBytes(other, bytes[at..]);
        }
    }
}
