using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Http;

/// <summary>Passes connections on to a server on this machine, byte for byte.</summary>
internal sealed class ConnectionRelay : IDisposable
{
    private readonly ConcurrentDictionary<int, RelayedConnection> _connections = new();
    private readonly TcpListener[] _listeners;
    private readonly int _serverPort;

    private ConnectionRelay(TcpListener[] listeners, int serverPort)
    {
        _listeners = listeners;
        _serverPort = serverPort;
        Endpoint = new Uri("http://" + listeners[0].LocalEndpoint + "/");
        foreach (var listener in listeners)
        {
            _ = Task.Run(() => AcceptAsync(listener));
        }
    }

    public Uri Endpoint { get; }

    /// <summary>Starts to listen on the loopback addresses.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="serverPort">The port of the server.</param>
    /// <exception cref="TuningException">The port is taken.</exception>
    public static ConnectionRelay Start(int port, int serverPort)
    {
        try
        {
            var first = Listen(IPAddress.Loopback, port);
            try
            {
                return new ConnectionRelay([first, Listen(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port)], serverPort);
            }
            catch (SocketException)
            {
                // Not every computer has IPv6.
                return new ConnectionRelay([first], serverPort);
            }
        }
        catch (SocketException exception)
        {
            throw LoopbackListener.PortInUse(port, exception);
        }
    }

    /// <summary>Resets the client of the connection that the server sees under a port.</summary>
    public void Reset(int port)
    {
        if (_connections.TryGetValue(port, out var connection))
        {
            connection.Reset();
        }
    }

    /// <summary>Ends when the client of the connection that the server sees under a port has gone.</summary>
    public Task WhenGone(int port) => _connections.TryGetValue(port, out var connection) ? connection.Gone : Task.CompletedTask;

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Stop();
        }

        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                _ = PassAsync(await listener.AcceptSocketAsync().ConfigureAwait(false));
            }
            catch (SocketException) when (listener.Server.IsBound)
            {
                // A client that has gone before it was let in.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connection = new RelayedConnection(client, server);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The server has stopped.
            return;
        }

        var port = ((IPEndPoint)server.LocalEndPoint!).Port;
        _connections[port] = connection;
        await connection.PassAsync().ConfigureAwait(false);
        _connections.TryRemove(port, out _);
    }
}
