using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>An emulator with its own clock and storage, called over HTTP.</summary>
internal sealed class VertexEmulator : IDisposable
{
    public const string Location = "projects/my-project/locations/us-central1";
    public const string TrainingUri = "gs://bucket/train.jsonl";
    private readonly RunningEmulator _emulator;
    private readonly HttpClient _client;

    public VertexEmulator(TimeSpan duration = default, string? statePath = null)
    {
        Clock.AutoAdvanceAmount = TimeSpan.FromTicks(10);
        Objects.Put(TrainingUri, [.. Examples.Colours]);
        _emulator = RunningEmulator.Start(new EmulatorOptions { TuningDuration = duration, StatePath = statePath }, Clock, Objects);
        _client = new HttpClient { BaseAddress = _emulator.Endpoint };
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 8, 20, 10, 0, 0, TimeSpan.Zero));

    public MemoryObjects Objects { get; } = new();

    public void Dispose()
    {
        _client.Dispose();
        _emulator.Dispose();
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? body = null, string? token = "a-token", string? key = null)
    {
        using var request = new HttpRequestMessage(method, (path.StartsWith('/') ? "" : "/v1/") + path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        if (key is not null)
        {
            request.Headers.Add("x-goog-api-key", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A request for a job that is tuned on the colours.</summary>
    public static JsonObject Request(int epochCount = 3) => new()
    {
        ["baseModel"] = "gemini-2.5-flash",
        ["tunedModelDisplayName"] = "my-tuned",
        ["supervisedTuningSpec"] = new JsonObject
        {
            ["trainingDatasetUri"] = TrainingUri,
            ["hyperParameters"] = new JsonObject { ["epochCount"] = epochCount.ToString(CultureInfo.InvariantCulture) },
        },
    };

    public async Task<JsonNode> CreateAsync(JsonObject request, string location = Location)
    {
        var reply = await PostAsync(location + "/tuningJobs", request);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    /// <summary>Creates a job and waits for its end; the clock goes on as far as it has to.</summary>
    public async Task<JsonNode> TuneAsync(JsonObject request, string location = Location) =>
        await WaitForEndAsync((string)(await CreateAsync(request, location))["name"]!);

    public Task<JsonNode> WaitForEndAsync(string job) =>
        WaitForAsync(job, state => state is "JOB_STATE_SUCCEEDED" or "JOB_STATE_FAILED" or "JOB_STATE_CANCELLED");

    public async Task<JsonNode> WaitForAsync(string job, Func<string, bool> isWanted, TimeSpan step = default)
    {
        while (true)
        {
            var json = (await GetAsync(job)).Json;
            if (isWanted((string)json["state"]!))
            {
                return json;
            }

            Clock.Advance(step);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>What a model answers when it has no choice.</summary>
    public async Task<string> AskAsync(string model, string text)
    {
        var reply = await PostAsync(model + ":generateContent", Examples.Question(text));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return (string)reply.Json["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
    }

    public async Task<string[]> ListNamesAsync(string path, string field)
    {
        var reply = await GetAsync(path);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return [.. (reply.Json[field]?.AsArray() ?? []).Select(item => (string)item!["name"]!)];
    }
}
