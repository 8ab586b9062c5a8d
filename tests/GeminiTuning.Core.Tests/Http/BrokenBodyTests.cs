using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

/// <summary>Answers that begin and do not end, on real connections.</summary>
public sealed class BrokenBodyTests
{
    private readonly RecordingSink _trace = new();
    private readonly QuickClock _clock = new();
    private int _requests;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_breaks_off_is_asked_for_again(bool chunked)
    {
        await using var server = new WireServer(context => IsFirst() ? BreakAsync(context, chunked) : WriteAsync(context, Bodies.Active));

        var model = await RunAsync(server, backend => backend.GetTunedModelAsync("x", Options()));

        Assert.Equal("Number Generator 100", model.DisplayName);
        Assert.Equal(2, _requests);
        Assert.Contains("no answer (", Assert.Single(_trace.VerboseLines, IsRetry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_early_without_a_sign_is_asked_for_again()
    {
        await using var server = new WireServer(context => WriteAsync(context, IsFirst() ? "{\"tunedModels\":[{\"name\":\"tunedMod" : "{}"));

        var page = await RunAsync(server, backend => backend.ListTunedModelsAsync(new TunedModelQuery(), null, Options()));

        Assert.Empty(page.Items);
        Assert.Equal(2, _requests);
    }

    [Fact]
    public async Task A_body_that_stalls_is_asked_for_again()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async context =>
        {
            if (IsFirst())
            {
                context.Response.SendChunked = true;
                await context.Response.OutputStream.WriteAsync("{\"name\":"u8.ToArray());
                await context.Response.OutputStream.FlushAsync();
                _clock.Expire();
                await released.Task;
            }
            else
            {
                await WriteAsync(context, Bodies.Active);
            }
        });

        var model = await RunAsync(server, backend => backend.GetTunedModelAsync("x", Options()));

        released.SetResult();
        Assert.Equal("Number Generator 100", model.DisplayName);
        Assert.Contains("no answer for", Assert.Single(_trace.VerboseLines, IsRetry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_whose_answer_breaks_off_is_answered_once()
    {
        await using var server = new WireServer(context => IsFirst() ? BreakAsync(context, chunked: true) : WriteAsync(context, Bodies.Answer));

        var answer = await RunAsync(server, backend => backend.PredictAsync(new PredictionRequest { Model = "tunedModels/x", Prompt = "7" }, Options()));

        Assert.Equal("eight", answer.Text);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task A_stream_is_begun_again_only_before_its_first_piece(bool afterPiece, int requests)
    {
        await using var server = new WireServer(async context =>
        {
            context.Response.SendChunked = true;
            if (!IsFirst() || afterPiece)
            {
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("data: " + Bodies.Answer.ReplaceLineEndings(" ") + "\r\n\r\n"));
            }

            await context.Response.OutputStream.WriteAsync("data: {\"candi"u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
        });
        var pieces = new List<string>();

        var fault = await Assert.ThrowsAsync<TuningException>(() => RunAsync(server, async backend =>
        {
            await backend.PredictStreamingAsync(new PredictionRequest { Model = "tunedModels/x", Prompt = "7" }, piece => pieces.Add(piece.Text), Options());
            return true;
        }));

        Assert.Equal("ConnectionFailed", fault.ErrorId);
        Assert.Equal(["eight"], pieces);
        Assert.Equal(requests, _requests);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_tried_again_for_a_creation_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new Uri("http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port + "/");
        listener.Stop();
        using var backend = await ConnectAsync(endpoint);

        var fault = await Assert.ThrowsAsync<TuningException>(() => backend.GetSharing().TransferOwnershipAsync("x", "ada@example.com", Options()));

        Assert.Equal("ConnectionFailed", fault.ErrorId);
        Assert.Contains("in 4 attempts", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("handed over all the same", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, _trace.VerboseLines.Count(static line => line.Contains("no connection; trying again", StringComparison.Ordinal)));
    }

    private static bool IsRetry(string line) => line.Contains("trying again", StringComparison.Ordinal);

    private static async Task BreakAsync(HttpListenerContext context, bool chunked)
    {
        if (chunked)
        {
            context.Response.SendChunked = true;
        }
        else
        {
            context.Response.ContentLength64 = 1000;
        }

        await context.Response.OutputStream.WriteAsync("{\"name\":\"tunedMo"u8.ToArray());
        await context.Response.OutputStream.FlushAsync();
        context.Response.Abort();
    }

    private static async Task WriteAsync(HttpListenerContext context, string body)
    {
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private bool IsFirst() => Interlocked.Increment(ref _requests) == 1;

    private async Task<T> RunAsync<T>(WireServer server, Func<ITuningBackend, Task<T>> call)
    {
        using var backend = await ConnectAsync(server.Endpoint);
        return await call(backend);
    }

    private async Task<ITuningBackend> ConnectAsync(Uri endpoint)
    {
        var engine = new TuningEngine(_clock, InnermostHandler.Create, _ => null);
        return (await engine.ConnectAsync(new ConnectRequest { Endpoint = endpoint, ApiKey = TestBench.Secret("k") }, Options())).Client;
    }

    private CallOptions Options() => new(_trace, TestContext.Current.CancellationToken);
}
