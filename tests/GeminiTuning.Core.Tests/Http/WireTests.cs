using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

/// <summary>What only a real connection shows.</summary>
public sealed class WireTests
{
    private readonly RecordingSink _trace = new();

    [Fact]
    public async Task A_compressed_answer_in_chunks_is_read_and_measured()
    {
        await using var server = new WireServer(async context =>
        {
            var response = context.Response;
            response.SendChunked = true;
            response.ContentType = "application/json";
            response.AddHeader("Content-Encoding", "gzip");
            await using (var zip = new GZipStream(response.OutputStream, CompressionLevel.Fastest))
            {
                await zip.WriteAsync(Encoding.UTF8.GetBytes(Bodies.Active));
            }

            response.Close();
        });
        using var backend = await BackendAsync(server.Endpoint);

        var model = await backend.GetTunedModelAsync("x", Options());

        Assert.Equal("Number Generator 100", model.DisplayName);
        Assert.EndsWith($" {Bodies.Active.Length} bytes", Assert.Single(_trace.DebugLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_arrives_whole_and_is_sent_again_after_a_refusal()
    {
        var bodies = new List<string>();
        await using var server = new WireServer(async context =>
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            var first = false;
            if (context.Request.HttpMethod == "POST")
            {
                bodies.Add(body);
                first = bodies.Count == 1;
            }

            context.Response.StatusCode = first ? 503 : 200;
            if (first)
            {
                context.Response.AddHeader("Retry-After", "0");
            }

            if (context.Request.RawUrl!.StartsWith("/v1beta/tunedModels/", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 404;
            }

            await WriteAsync(context, first ? "busy" : context.Request.HttpMethod == "GET" ? Bodies.Tunable : Bodies.Created);
        });
        using var backend = await BackendAsync(server.Endpoint, retries: 1);

        var job = await backend.StartTuningAsync(Requests.Small(), Options());

        Assert.Equal("tunedModels/x", job.TunedModel);
        Assert.Equal(2, bodies.Count);
        Assert.Equal(bodies[0], bodies[1]);
        Assert.Contains("trainingData", bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streams_piece_arrives_before_the_next_one_is_written()
    {
        var firstSeen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async context =>
        {
            context.Response.SendChunked = true;
            context.Response.ContentType = "text/event-stream";
            await PieceAsync(context, "eig");
            await firstSeen.Task;
            await PieceAsync(context, "ht");
            context.Response.Close();
        });
        using var backend = await BackendAsync(server.Endpoint);
        var pieces = new List<string>();

        await backend.PredictStreamingAsync(
            new PredictionRequest { Model = "tunedModels/x", Prompt = "7" },
            piece =>
            {
                pieces.Add(piece.Text);
                firstSeen.TrySetResult();
            },
            Options());

        Assert.Equal(["eig", "ht"], pieces);
    }

    [Fact]
    public async Task Cancelling_ends_a_stream_in_the_middle()
    {
        using var stop = new CancellationTokenSource();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async context =>
        {
            context.Response.SendChunked = true;
            await PieceAsync(context, "eig");
            await released.Task;
        });
        using var backend = await BackendAsync(server.Endpoint);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backend.PredictStreamingAsync(
            new PredictionRequest { Model = "tunedModels/x", Prompt = "7" }, _ => stop.Cancel(), new CallOptions(_trace, stop.Token)));

        released.SetResult();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_connection_fault()
    {
        await using var server = new WireServer(async context =>
        {
            context.Response.ContentLength64 = 1000;
            await context.Response.OutputStream.WriteAsync("{\"tunedModels\":["u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
        });
        using var backend = await BackendAsync(server.Endpoint, retries: 0);

        var fault = await Assert.ThrowsAsync<TuningException>(() => backend.ListTunedModelsAsync(new TunedModelQuery(), null, Options()));

        Assert.Equal("ConnectionFailed", fault.ErrorId);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_connection_fault_that_thinks_of_the_emulator()
    {
        var endpoint = new Uri("http://127.0.0.1:" + WireServer.FreePort() + "/");
        using var backend = await BackendAsync(endpoint, retries: 0);

        var fault = await Assert.ThrowsAsync<TuningException>(() => backend.ListModelsAsync(null, Options()));

        Assert.Equal(("ConnectionFailed", TuningErrorKind.Connection), (fault.ErrorId, fault.Kind));
        Assert.Contains(endpoint.Authority, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Start-GeminiTuningEmulator", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnecting_ends_a_call_that_is_under_way()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async _ =>
        {
            arrived.SetResult();
            await released.Task;
        });
        var backend = await BackendAsync(server.Endpoint);

        var call = backend.ListModelsAsync(null, Options());
        await arrived.Task;
        backend.Dispose();

        var fault = await Assert.ThrowsAsync<TuningException>(() => call);
        Assert.Equal("ConnectionClosed", fault.ErrorId);
        released.SetResult();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var paths = new List<string>();
        await using var server = new WireServer(context =>
        {
            paths.Add(context.Request.RawUrl!);
            context.Response.StatusCode = 302;
            context.Response.RedirectLocation = "/elsewhere";
            context.Response.Close();
            return Task.CompletedTask;
        });
        using var backend = await BackendAsync(server.Endpoint);

        var fault = await Assert.ThrowsAsync<TuningException>(() => backend.GetModelAsync("x", Options()));

        Assert.Equal("RedirectRefused", fault.ErrorId);
        Assert.Equal(["/v1beta/models/x"], paths);
    }

    [Fact]
    public async Task Calls_may_run_side_by_side_on_one_connection()
    {
        await using var server = new WireServer(context => WriteAsync(context, Bodies.Active));
        using var backend = await BackendAsync(server.Endpoint);

        var models = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => backend.GetTunedModelAsync("x", Options())));

        Assert.All(models, model => Assert.Equal(TunedModelState.Active, model.State));
        Assert.Equal(32, _trace.DebugLines.Count);
    }

    private static async Task WriteAsync(HttpListenerContext context, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    private static async Task PieceAsync(HttpListenerContext context, string text)
    {
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + text + "\"}]}}]}\r\n\r\n"));
        await context.Response.OutputStream.FlushAsync();
    }

    private static async Task<ITuningBackend> BackendAsync(Uri endpoint, int? retries = null)
    {
        var engine = new TuningEngine(TimeProvider.System, InnermostHandler.Create, _ => null);
        var request = new ConnectRequest { Endpoint = endpoint, ApiKey = TestBench.Secret("k"), MaximumRetryCount = retries };
        return (await engine.ConnectAsync(request, new CallOptions(new RecordingSink(), CancellationToken.None))).Client;
    }

    private CallOptions Options() => new(_trace, TestContext.Current.CancellationToken);
}
