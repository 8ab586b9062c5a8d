using System;
using System.Net;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Http;

/// <summary>
/// Where clients come in. .NET's own listener, outside Windows, cannot reset a connection and does not notice that a client
/// has gone, so where that matters, connections are passed on to it by a relay that can.
/// </summary>
internal sealed class Entrance : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly ConnectionRelay? _relay;

    private Entrance(LoopbackListener listener, ConnectionRelay? relay)
    {
        _listener = listener;
        _relay = relay;
        Endpoint = relay?.Endpoint ?? listener.Endpoint;
    }

#if NET
    private static bool OnWindows => OperatingSystem.IsWindows();
#else
    private static bool OnWindows => true;
#endif

    public HttpListener Listener => _listener.Listener;

    /// <summary>The address to connect to.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="breaksConnections">Whether connections will be reset or stalled.</param>
    /// <exception cref="TuningException">The port is taken.</exception>
    public static Entrance Start(int port, bool breaksConnections)
    {
        if (!breaksConnections || OnWindows)
        {
            return new Entrance(LoopbackListener.Start(port), relay: null);
        }

        var listener = LoopbackListener.Start(0);
        try
        {
            return new Entrance(listener, ConnectionRelay.Start(port, listener.Port));
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Resets the connection of a request.</summary>
    public void Reset(HttpListenerContext context)
    {
        _relay?.Reset(context.Request.RemoteEndPoint.Port);
        context.Response.Abort();
    }

    /// <summary>Ends when the client of a request has gone, as far as that can be known.</summary>
    public Task WhenGone(HttpListenerContext context) =>
        _relay?.WhenGone(context.Request.RemoteEndPoint.Port) ?? new TaskCompletionSource<bool>().Task;

    public void Dispose()
    {
        _listener.Dispose();
        _relay?.Dispose();
    }
}
