using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GeminiTuning.Emulator.Http;

/// <summary>An HTTP listener on the loopback addresses of one port, and on no other address.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int AccessDenied = 5;
    private const int Tries = 20;

    private LoopbackListener(HttpListener listener, string host, int port)
    {
        Listener = listener;
        Port = port;
        Endpoint = new Uri(Prefix(host, port));
    }

    public HttpListener Listener { get; }

    public int Port { get; }

    /// <summary>The address to connect to.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <exception cref="TuningException">The port is taken.</exception>
    public static LoopbackListener Start(int port)
    {
        for (var remaining = Tries; ; remaining--)
        {
            var candidate = port == 0 ? FindFreePort() : port;
            try
            {
                return Bind(candidate);
            }
            catch (HttpListenerException) when (port == 0 && remaining > 1)
            {
                // Somebody else took the port since it was found free.
            }
            catch (HttpListenerException exception)
            {
                throw PortInUse(candidate, exception);
            }
        }
    }

    /// <summary>The error of a port that cannot be listened on.</summary>
    public static TuningException PortInUse(int port, Exception cause) => new(
        "EmulatorPortInUse",
        TuningErrorKind.InvalidOperation,
        $"The emulator cannot listen on port {port.ToString(CultureInfo.InvariantCulture)} of this computer: {cause.Message}. Choose another port, or 0 for any free one.",
        cause)
    {
        Target = port,
    };

    public void Dispose() => Listener.Close();

    private static LoopbackListener Bind(int port)
    {
        try
        {
            // The numeric address is the one that must work. The other two help clients that insist on a name or on
            // IPv6, which not every computer has; .NET's own listener, outside Windows, does not read such a prefix.
            return TryBind(port, "127.0.0.1", "localhost", "[::1]")
                ?? TryBind(port, "127.0.0.1", "localhost")
                ?? BindAll(port, "127.0.0.1");
        }
        catch (HttpListenerException exception) when (exception.ErrorCode == AccessDenied)
        {
            // Windows may grant only the name to a user without administrator rights.
            return BindAll(port, "localhost");
        }
    }

    private static LoopbackListener? TryBind(int port, params string[] hosts)
    {
        try
        {
            return BindAll(port, hosts);
        }
        catch (Exception exception) when (exception is HttpListenerException or SocketException)
        {
            return null;
        }
    }

    private static LoopbackListener BindAll(int port, params string[] hosts)
    {
        var listener = new HttpListener();
        try
        {
            foreach (var host in hosts)
            {
                listener.Prefixes.Add(Prefix(host, port));
            }

            listener.Start();
            return new LoopbackListener(listener, hosts[0], port);
        }
        catch
        {
            listener.Close();
            throw;
        }
    }

    private static string Prefix(string host, int port) => $"http://{host}:{port.ToString(CultureInfo.InvariantCulture)}/";

    private static int FindFreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }
}
