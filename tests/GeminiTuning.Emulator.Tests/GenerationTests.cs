using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class GenerationTests : IAsyncLifetime
{
    private const string Request = "GenerateContentRequest";
    private const string Hello = """{"contents": [{"role": "user", "parts": [{"text": "eighty"}]}]}""";
    private readonly TestEmulator _emulator = new();

    public static TheoryData<string> Models => ["models/gemini-1.5-flash", "tunedModels/numbers"];

    public async ValueTask InitializeAsync() => await _emulator.CreateActive("numbers");

    public ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task An_answer_has_one_candidate_and_counts_its_tokens(string model)
    {
        var reply = await _emulator.Post($"v1beta/{model}:generateContent", Hello);
        Assert.Equal(200, reply.Status);
        var candidate = Assert.Single(reply.Json["candidates"]!.AsArray())!;
        Assert.Equal("model", (string?)candidate["content"]!["role"]);
        Assert.NotNull((string?)candidate["content"]!["parts"]![0]!["text"]);
        Assert.Contains((string?)candidate["finishReason"], new[] { "STOP", "MAX_TOKENS" });
        Assert.Null(candidate["index"]);
        var usage = reply.Json["usageMetadata"]!;
        Assert.Equal((int)usage["totalTokenCount"]!, (int)usage["promptTokenCount"]! + ((int?)usage["candidatesTokenCount"] ?? 0));
        Assert.NotNull((string?)reply.Json["modelVersion"]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer()
    {
        const string Body = """{"contents": [{"parts": [{"text": "1"}]}], "generationConfig": {"seed": 7, "temperature": 1, "topP": 0.9, "topK": 40, "stopSequences": ["zz"], "maxOutputTokens": 20}}""";
        var first = await _emulator.Post("v1beta/tunedModels/numbers:generateContent", Body);
        Assert.Equal(first.Text, (await _emulator.Post("v1beta/tunedModels/numbers:generateContent", Body)).Text);
    }

    [Fact]
    public async Task Several_candidates_have_an_index()
    {
        var reply = await _emulator.Post("v1/models/gemini-1.5-flash:generateContent", """{"contents": [{"parts": [{"text": "a"}]}], "generationConfig": {"candidateCount": 3}}""");
        Assert.Equal([null, 1, 2], reply.Json["candidates"]!.AsArray().Select(candidate => (int?)candidate!["index"]));
    }

    [Fact]
    public async Task Output_is_limited()
    {
        var reply = await _emulator.Post("v1beta/models/gemini-1.5-flash:generateContent", """{"contents": [{"parts": [{"text": "a"}]}], "generationConfig": {"maxOutputTokens": 1}}""");
        Assert.InRange((int?)reply.Json["usageMetadata"]!["candidatesTokenCount"] ?? 0, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_stream_is_an_array_that_says_the_same(string model)
    {
        const string Body = """{"contents": [{"parts": [{"text": "1"}]}], "generationConfig": {"seed": 7}}""";
        var whole = (await _emulator.Post($"v1beta/{model}:generateContent", Body)).Json;
        var stream = await _emulator.Post($"v1beta/{model}:streamGenerateContent", Body);
        Assert.Equal("application/json", stream.MediaType);
        ShouldSayTheSame(whole, [.. stream.Json.AsArray().Select(piece => piece!)]);
        var events = await _emulator.Post($"v1beta/{model}:streamGenerateContent?alt=sse&$alt=json", Body);
        Assert.Equal("text/event-stream", events.MediaType);
        Assert.All(events.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("data: {", line, StringComparison.Ordinal));
        ShouldSayTheSame(whole, [.. events.Text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line[6..])!)]);
    }

    [Fact]
    public async Task A_stream_fails_as_an_array_unless_it_is_of_events()
    {
        const string Path = "v1beta/tunedModels/none:streamGenerateContent";
        Assert.Equal("Tuned model tunedModels/none does not exist.", (string?)(await _emulator.Post(Path, Hello)).Json[0]!["error"]!["message"]);
        (await _emulator.Post(Path + "?alt=sse", Hello)).ShouldFail(404, "NOT_FOUND", "Tuned model tunedModels/none does not exist.");
    }

    [Theory]
    [InlineData("""{"contents": [{"parts": [{"text": "a"}]}], "systemInstruction": {"parts": [{"text": "b"}]}}""", "Developer instruction is not enabled for models/gemini-1.5-flash-001-tuning")]
    [InlineData("""{"contents": [{"role": "user", "parts": [{"text": "a"}]}, {"role": "model", "parts": [{"text": "b"}]}, {"role": "user", "parts": [{"text": "c"}]}]}""", "Multiturn chat is not enabled for models/gemini-1.5-flash-001-tuning")]
    [InlineData("""{"contents": [{"parts": [{"text": "a"}]}], "generationConfig": {"responseMimeType": "application/json"}}""", "Json mode is not enabled for models/gemini-1.5-flash-001-tuning")]
    public async Task What_a_tuned_model_cannot_do_is_refused(string body, string message)
    {
        (await _emulator.Post("v1beta/tunedModels/numbers:generateContent", body)).ShouldFail(400, "INVALID_ARGUMENT", message);
        Assert.Equal(200, (await _emulator.Post("v1beta/models/gemini-1.5-flash:generateContent", body)).Status);
    }

    [Fact]
    public async Task The_input_of_a_tuned_model_is_limited() =>
        (await _emulator.Post("v1beta/tunedModels/numbers:generateContent", $$"""{"contents": [{"parts": [{"text": "{{new string('a', 40_001)}}"}]}]}""")).ShouldRefuse(
            Request + ".contents", "The input is 40001 characters long; a tuned model takes at most 40000.");

    [Theory]
    [InlineData("{}", ".contents", "contents is not specified")]
    [InlineData("""{"contents": [{"role": "assistant", "parts": [{"text": "a"}]}]}""", ".contents[0].role", "Please use a valid role: user, model.")]
    [InlineData("""{"contents": [{"role": "user"}]}""", ".contents[0].parts", "contents.parts must not be empty.")]
    [InlineData("""{"contents": [{"parts": [{}]}]}""", ".contents[0].parts[0].data", "required oneof field 'data' must have one initialized field")]
    [InlineData("""{"contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": "AAAA"}}]}]}""", ".contents[0].parts[0].inline_data", "The models of the emulator understand text only.")]
    [InlineData("""{"contents": [{"parts": [{"text": "a"}]}], "generationConfig": {"temperature": 2.5}}""", ".generation_config.temperature", "temperature must be in the range [0.0, 2.0].")]
    [InlineData("""{"contents": [{"parts": [{"text": "a"}]}], "generationConfig": {"maxOutputTokens": 0}}""", ".generation_config.max_output_tokens", "max_output_tokens must be positive.")]
    public async Task A_request_that_makes_no_sense_is_refused(string body, string field, string problem) =>
        (await _emulator.Post("v1beta/models/gemini-1.5-flash:generateContent", body)).ShouldRefuse(Request + field, problem);

    [Fact]
    public async Task A_model_that_is_not_active_does_not_answer()
    {
        using var emulator = TestEmulator.WithSlowRuns();
        await emulator.Create("slow");
        (await emulator.Post("v1beta/tunedModels/slow:generateContent", Hello)).ShouldFail(
            400, "FAILED_PRECONDITION", "Tuned model tunedModels/slow cannot be used: its state is CREATING, not ACTIVE.");
    }

    [Theory]
    [InlineData("models/gemini-9")]
    [InlineData("models/text-embedding-004")]
    public async Task A_model_that_does_not_generate_is_refused(string model) =>
        (await _emulator.Post($"v1beta/{model}:generateContent", Hello)).ShouldBe(404, $$"""
            {"error": {
              "code": 404,
              "message": "{{model}} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.",
              "status": "NOT_FOUND"
            } }
            """);

    [Fact]
    public async Task Tokens_are_counted_for_models_only()
    {
        var plain = await _emulator.Post("v1beta/models/gemini-1.5-flash:countTokens", Hello);
        Assert.True((int)plain.Json["totalTokens"]! > 0);
        var wrapped = await _emulator.Post("v1beta/models/gemini-1.5-flash:countTokens", $$"""{"generateContentRequest": {{Hello}}}""");
        Assert.Equal((int)plain.Json["totalTokens"]!, (int)wrapped.Json["totalTokens"]!);
        Assert.Equal(404, (await _emulator.Post("v1beta/tunedModels/numbers:countTokens", Hello)).Status);
    }

    private static void ShouldSayTheSame(JsonNode whole, IReadOnlyList<JsonNode> pieces)
    {
        Assert.Equal(
            (string?)whole["candidates"]![0]!["content"]!["parts"]![0]!["text"],
            string.Concat(pieces.Select(piece => (string?)piece["candidates"]![0]!["content"]!["parts"]![0]!["text"])));
        Assert.Equal((string?)whole["candidates"]![0]!["finishReason"], (string?)pieces[^1]["candidates"]![0]!["finishReason"]);
        Assert.True(JsonNode.DeepEquals(whole["usageMetadata"], pieces[^1]["usageMetadata"]));
    }
}
