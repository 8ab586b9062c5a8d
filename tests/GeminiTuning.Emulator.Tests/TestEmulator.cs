using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

/// <summary>A running emulator, and a plain HTTP client for it.</summary>
internal sealed class TestEmulator : IDisposable
{
    public const string BaseModel = "models/gemini-1.5-flash-001-tuning";
    private readonly ITuningEmulator _emulator;

    public TestEmulator(EmulatorOptions? options = null, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        _emulator = new TuningEmulatorFactory(Clock).Start(options ?? new EmulatorOptions { TuningDuration = TimeSpan.Zero });
        Client = new HttpClient { BaseAddress = _emulator.Endpoint };
    }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public Uri Endpoint => _emulator.Endpoint;

    public EmulatorOptions Options => _emulator.Options;

    /// <summary>What the emulator has noted.</summary>
    public IReadOnlyList<EmulatorRequest> Requests => _emulator.GetRequests();

    public IReadOnlyList<EmulatorRequestCount> Counts => _emulator.GetRequestCounts();

    /// <summary>An emulator in which no run gets beyond its beginning unless the clock is advanced.</summary>
    public static TestEmulator WithSlowRuns() => new(new EmulatorOptions { TuningDuration = TimeSpan.FromHours(1) });

    public void Dispose()
    {
        Client.Dispose();
        _emulator.Dispose();
    }

    public void Stop() => _emulator.Dispose();

    /// <summary>Waits until the emulator has noted so many requests.</summary>
    public async Task UntilNoted(int count)
    {
        while (Requests.Count < count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Checks the newest request with that method.</summary>
    public void ShouldHaveNoted(string method, int? status, EmulatorFaultKind? fault, bool applied)
    {
        var request = Requests.Last(one => one.Method == method);
        Assert.Equal((status, fault, applied), (request.Status, request.Fault, request.Applied));
    }

    public Task<TestReply> Get(string path) => Send(HttpMethod.Get, path);

    public Task<TestReply> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<TestReply> Post(string path, string body = "{}") => Send(HttpMethod.Post, path, body);

    public Task<TestReply> Patch(string path, string body) => Send(HttpMethod.Patch, path, body);

    /// <summary>Sends a request with an access token, as the methods of permissions want it.</summary>
    public Task<TestReply> SendWithToken(HttpMethod method, string path, string? body = null, string token = "an-access-token") =>
        Send(method, path, body, request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token));

    public Task<TestReply> Send(HttpMethod method, string path, string? body = null) =>
        Send(method, path, body, request => request.Headers.Add("x-goog-api-key", "a-key"));

    public async Task<TestReply> Send(HttpMethod method, string path, string? body, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(method, "/" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        prepare(request);
        return await Send(request);
    }

    public async Task<TestReply> Send(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new TestReply((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType ?? "");
    }

    /// <summary>Creates a tuned model of two examples and returns the name of its operation.</summary>
    public async Task<string> Create(string id, string members = "")
    {
        var reply = await Post("v1beta/tunedModels?tunedModelId=" + id, CreationBody(members));
        Assert.Equal(200, reply.Status);
        return (string)reply.Json["name"]!;
    }

    /// <summary>Creates a tuned model and waits until it is active.</summary>
    public async Task<JsonNode> CreateActive(string id, string members = "")
    {
        var operation = await WaitUntilDone(await Create(id, members));
        Assert.Equal("ACTIVE", (string?)operation["response"]?["state"]);
        return operation["response"]!;
    }

    public static string CreationBody(string members = "", string hyperparameters = "{}", int examples = 2) =>
        $$"""
        {
          "baseModel": "{{BaseModel}}",{{members}}
          "tuningTask": {
            "hyperparameters": {{hyperparameters}},
            "trainingData": { "examples": { "examples": [{{Examples(examples)}}] } }
          }
        }
        """;

    public static string Examples(int count) => string.Join(",", Enumerable.Range(1, count).Select(number =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"textInput": "{{number}}", "output": "{{number + 1}}"}""")));

    /// <summary>Asks for an operation until it is done.</summary>
    public async Task<JsonNode> WaitUntilDone(string operation)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var reply = await Get("v1beta/" + operation);
            Assert.Equal(200, reply.Status);
            if ((bool?)reply.Json["done"] == true)
            {
                return reply.Json;
            }
        }
    }

    public async Task<IReadOnlyList<string>> ListNames(string query = "")
    {
        var reply = await Get("v1beta/tunedModels" + query);
        Assert.Equal(200, reply.Status);
        return [.. (reply.Json["tunedModels"]?.AsArray() ?? []).Select(model => (string)model!["name"]!)];
    }
}
