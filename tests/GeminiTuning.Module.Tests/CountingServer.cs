using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>A service that writes down what it is asked and answers as it is told.</summary>
internal sealed class CountingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public CountingServer(Func<HttpListenerRequest, (int Status, string Body)>? answer = null)
    {
        Answer = answer ?? (static _ => (500, "{}"));
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

    public ConcurrentQueue<string> Requests { get; } = new();

    private Func<HttpListenerRequest, (int Status, string Body)> Answer { get; }

    public void Dispose()
    {
        _listener.Close();
        Assert.True(_loop.Wait(TimeSpan.FromSeconds(10)));
    }

    private async Task ServeAsync()
    {
        var serving = new List<Task>();
        while (true)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                serving.Add(ServeAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        Requests.Enqueue(context.Request.HttpMethod + " " + context.Request.RawUrl);
        (int status, string body) = Answer(context.Request);
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
