using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class GenerationTests
{
    private const string Base = VertexEmulator.Location + "/publishers/google/models/gemini-2.5-flash";

    [Fact]
    public async Task Answer_has_usage_version_time_and_id()
    {
        using var emulator = new VertexEmulator();

        var answer = (await emulator.PostAsync(Base + ":generateContent", Examples.Question("hello you"))).Json;

        Assert.Equal("hello you", (string)answer["candidates"]![0]!["content"]!["parts"]![0]!["text"]!);
        Assert.Equal("model", (string)answer["candidates"]![0]!["content"]!["role"]!);
        Assert.Equal("STOP", (string)answer["candidates"]![0]!["finishReason"]!);
        Assert.Equal(3, (int)answer["usageMetadata"]!["promptTokenCount"]!);
        Assert.Equal(9, (int)answer["usageMetadata"]!["candidatesTokenCount"]!);
        Assert.Equal(12, (int)answer["usageMetadata"]!["totalTokenCount"]!);
        Assert.Equal("gemini-2.5-flash", (string)answer["modelVersion"]!);
        Assert.StartsWith("2026-08-20T10:00:00", (string)answer["createTime"]!, StringComparison.Ordinal);
        Assert.NotNull(answer["responseId"]);
    }

    [Theory]
    [InlineData("/v1/publishers/google/models/gemini-2.5-flash")]
    [InlineData("/v1beta1/projects/my-project/locations/global/publishers/google/models/gemini-3.5-flash")]
    public async Task Base_models_answer_under_their_names(string model)
    {
        using var emulator = new VertexEmulator();

        Assert.Equal("abc", await emulator.AskAsync(model, "abc"));
    }

    [Fact]
    public async Task Stream_is_an_array_or_events()
    {
        using var emulator = new VertexEmulator();
        var question = Examples.Question("hello you");

        var array = (await emulator.PostAsync(Base + ":streamGenerateContent", question)).Json.AsArray();
        var events = await emulator.PostAsync(Base + ":streamGenerateContent?alt=sse", question);

        Assert.Equal("hello you", string.Concat(array.Select(TextOf)));
        Assert.Equal("STOP", (string)array[^1]!["candidates"]![0]!["finishReason"]!);
        Assert.NotNull(array[^1]!["usageMetadata"]);
        Assert.Null(array[0]!["usageMetadata"]);
        Assert.Single(array.Select(item => (string)item!["responseId"]!).Distinct(StringComparer.Ordinal));
        var data = events.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line["data: ".Length..]));
        Assert.Equal("hello you", string.Concat(data.Select(TextOf)));
    }

    [Fact]
    public async Task Tokens_are_counted()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request());
        var body = new JsonObject { ["contents"] = new JsonArray(Examples.Content("user", "hello you")) };

        foreach (var model in new[] { Base, (string)job["tunedModel"]!["endpoint"]! })
        {
            var reply = await emulator.PostAsync(model + ":countTokens", body);
            Assert.Equal(3, (int)reply.Json["totalTokens"]!);
            Assert.Equal(8, (int)reply.Json["totalBillableCharacters"]!);
        }
    }

    [Fact]
    public async Task Name_of_a_tuned_model_is_no_place_to_call()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.PostAsync("projects/cloud-dev/locations/europe-west4/models/1213123123123123:generateContent", Examples.Question("x"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(
            "The Model name projects/cloud-dev/locations/europe-west4/models/1213123123123123 is malformed and it should be in form of projects/{project}/locations/{location}/publishers/google/models/{model}",
            reply.Message);
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}]}""", "Unable to submit request because Please use a valid role: user, model.. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini")]
    [InlineData("""{"contents":[]}""", "at least one contents field is required")]
    [InlineData("""{"contents":{"role":"user","parts":[]}}""", "must include at least one parts field")]
    [InlineData("""{"contents":{"role":"user","parts":{"text":"x"}},"generationConfig":{"temperature":3}}""", "it has a temperature value of 3 but the supported range is from 0")]
    [InlineData("""{"contents":{"role":"user","parts":{"inlineData":{"mimeType":"image/png","data":"AA=="}}}}""", "understand text only")]
    [InlineData("""{"contents":{"role":"user","parts":{"text":"x"}},"nothing":1}""", "Unknown name \"nothing\": Cannot find field.")]
    public async Task Request_that_makes_no_sense_is_refused(string body, string expected)
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Post, Base + ":generateContent", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains(expected, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/endpoints/1")]
    [InlineData("/publishers/google/models/gemini-0")]
    public async Task Unknown_target_is_not_found(string target)
    {
        using var emulator = new VertexEmulator();

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.PostAsync(VertexEmulator.Location + target + ":generateContent", Examples.Question("x"))).Status);
    }

    [Fact]
    public async Task Published_models_are_listed_by_the_newer_version_and_got_by_both()
    {
        using var emulator = new VertexEmulator();

        var names = await emulator.ListNamesAsync("/v1beta1/publishers/google/models", "publisherModels");

        Assert.Contains("publishers/google/models/gemini-2.5-flash", names);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync("/v1/publishers/google/models")).Status);
        foreach (var version in new[] { "/v1/", "/v1beta1/" })
        {
            Assert.Equal("GA", (string)(await emulator.GetAsync(version + names[0])).Json["launchStage"]!);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync("publishers/google/models/none")).Status);
    }

    private static string TextOf(JsonNode? answer) => (string)answer!["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
}
