using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Http;

/// <summary>A connection of a client that is passed on to a server.</summary>
internal sealed class RelayedConnection : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly TaskCompletionSource<bool> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RelayedConnection(Socket client, Socket server)
    {
        // What either side sends goes on at once: the relay must not cost more than it has to.
        client.NoDelay = true;
        server.NoDelay = true;
        _client = client;
        _server = server;
    }

    /// <summary>Ends when the client sends no more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Passes on in both directions until both have ended.</summary>
    public Task PassAsync() => Task.WhenAll(PassThereAsync(), PassBackAsync());

    /// <summary>Breaks the connection to the client off, as a network does that fails.</summary>
    public void Reset()
    {
        try
        {
            _client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        Dispose();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private async Task PassThereAsync()
    {
        await CopyAsync(_client, _server).ConfigureAwait(false);
        _gone.TrySetResult(true);
    }

    private async Task PassBackAsync()
    {
        await CopyAsync(_server, _client).ConfigureAwait(false);
        Dispose();
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            using var source = new NetworkStream(from);
            using var target = new NetworkStream(to);
            await source.CopyToAsync(target, BufferSize).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // One of the sides has gone, and the other is told so as at a proper end.
        }

        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was the other one.
        }
    }
}
