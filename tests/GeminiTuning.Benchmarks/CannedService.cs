using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>A service on loopback that answers listings of tuned models from memory, so that only the client is measured.</summary>
internal sealed class CannedService : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[][] _pages;
    private readonly Task _loop;

    public CannedService(int models, int pageSize)
    {
        _pages = [.. Enumerable.Range(0, models / pageSize).Select(page => Encoding.UTF8.GetBytes(Page(page, pageSize, (page + 1) * pageSize < models)))];
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

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private static string Page(int page, int size, bool more)
    {
        var models = Enumerable.Range(page * size, size).Select(static n => $$"""
            {
              "name": "tunedModels/model-{{n}}",
              "baseModel": "models/gemini-1.0-pro-001",
              "displayName": "Model {{n}}",
              "state": "ACTIVE",
              "createTime": "2024-04-16T16:44:00.470390Z",
              "updateTime": "2024-04-16T16:44:28.871233Z",
              "tuningTask": {
                "startTime": "2024-04-16T16:44:02.649978713Z",
                "completeTime": "2024-04-16T16:44:28.871233Z",
                "snapshots": [
                  {{string.Join(",\n", Enumerable.Range(1, 38).Select(static s => $$"""{ "step": {{s}}, "epoch": {{s / 8}}, "meanLoss": {{13.5 - (s / 4.0)}}, "computeTime": "2024-04-16T16:44:04.280815837Z" }"""))}}
                ],
                "hyperparameters": { "epochCount": 5, "batchSize": 2, "learningRate": 0.001 }
              },
              "temperature": 0.9,
              "topP": 1,
              "topK": 1
            }
            """);
        string next = more ? $", \"nextPageToken\": \"{page + 1}\"" : string.Empty;
        return "{ \"tunedModels\": [" + string.Join(",", models) + "]" + next + "}";
    }

    private static int PageOf(HttpListenerRequest request) =>
        request.QueryString["pageToken"] is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;

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

            byte[] page = _pages[PageOf(context.Request)];
            context.Response.ContentType = "application/json; charset=UTF-8";
            context.Response.ContentLength64 = page.Length;
            await context.Response.OutputStream.WriteAsync(page);
            context.Response.Close();
        }
    }
}
