using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>A real server on a loopback port, for what a scripted handler cannot show.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public WireServer(Func<HttpListenerContext, Task> answer)
    {
        Endpoint = new Uri("http://127.0.0.1:" + FreePort() + "/");
        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _loop = Task.Run(() => LoopAsync(answer));
    }

    public Uri Endpoint { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _loop;
        ((IDisposable)_listener).Dispose();
    }

    private async Task LoopAsync(Func<HttpListenerContext, Task> answer)
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(answer(await _listener.GetContextAsync()));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }

        try
        {
            await Task.WhenAll(answers);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The client went away, as some tests do on purpose.
        }
    }
}
