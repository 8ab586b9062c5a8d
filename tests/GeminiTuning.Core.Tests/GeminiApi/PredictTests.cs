using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class PredictTests
{
    private const string Gone = "models/gemini-1.5-flash-001-tuning is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.";
    private const string NoTunedModel = "Tuned model tunedModels/x does not exist.";
    private const string NoModel = "models/x is not found for API version v1beta, or is not supported for generateContent.";

    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_prompt_is_sent_and_its_answer_read()
    {
        _bench.Network.Answer(Bodies.Answer);

        var answer = await PredictAsync(new PredictionRequest { Model = "tunedModels/x", Prompt = "7" });

        Assert.Equal(["POST /v1beta/tunedModels/x:generateContent"], _bench.Network.Lines);
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"7"}]}]}""", _bench.Network.Sent[0].Body);
        Assert.Equal(("7", "eight", "tunedModels/x", "STOP", null), (answer.Prompt, answer.Text, answer.Model, answer.FinishReason, answer.BlockReason));
        Assert.Equal((3, 1, 4), (answer.PromptTokenCount, answer.OutputTokenCount, answer.TotalTokenCount));
    }

    [Fact]
    public async Task What_is_given_goes_into_the_generation_config()
    {
        _bench.Network.Answer(Bodies.Answer);

        await PredictAsync(new PredictionRequest { Model = "models/y", Prompt = "7", Temperature = 0, TopP = 1, TopK = 2, MaxOutputTokens = 3, StopSequences = ["."] });

        Assert.Equal("POST /v1beta/models/y:generateContent", _bench.Network.Lines[0]);
        Assert.EndsWith("\"generationConfig\":{\"temperature\":0,\"topP\":1,\"topK\":2,\"maxOutputTokens\":3,\"stopSequences\":[\".\"]}}", _bench.Network.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_prompt_is_an_answer_with_the_reason()
    {
        _bench.Network.Answer("""{"promptFeedback":{"blockReason":"SAFETY","safetyRatings":[]},"usageMetadata":{"promptTokenCount":3}}""");

        var answer = await PredictAsync(Prompt("tunedModels/x"));

        Assert.Equal(("", "SAFETY", null), (answer.Text, answer.BlockReason, answer.FinishReason));
    }

    [Fact]
    public async Task A_withheld_answer_has_its_finish_reason_and_thoughts_are_left_out()
    {
        _bench.Network.Answer("""{"candidates":[{"finishReason":"SAFETY"}]}""").Answer("""{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"a"},{"text":"b"}]}}]}""");

        Assert.Equal(("", "SAFETY"), (await PredictAsync(Prompt("models/x"))) is var first ? (first.Text, first.FinishReason) : default);
        Assert.Equal("ab", (await PredictAsync(Prompt("models/x"))).Text);
    }

    [Theory]
    [InlineData(404, NoTunedModel)]
    [InlineData(403, "You do not have permission to access tuned model x.")]
    public async Task A_short_name_is_a_tuned_models_first_then_a_models_and_is_remembered(int status, string message)
    {
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath.Contains("tunedModels", StringComparison.Ordinal)
            ? ScriptedHandler.Refusal(status, "NOT_FOUND", message)
            : ScriptedHandler.Json(Bodies.Answer);

        var answers = await _bench.RunAsync(async backend => new[]
        {
            await backend.PredictAsync(Prompt("x"), _bench.Options),
            await backend.PredictAsync(Prompt("x"), _bench.Options),
        });

        Assert.All(answers, answer => Assert.Equal("models/x", answer.Model));
        Assert.Equal(
            ["POST /v1beta/tunedModels/x:generateContent", "POST /v1beta/models/x:generateContent", "POST /v1beta/models/x:generateContent"],
            _bench.Network.Lines);
    }

    [Fact]
    public async Task A_short_name_that_no_tuned_model_can_have_gets_past_a_complaint_about_its_form()
    {
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath.Contains("tunedModels", StringComparison.Ordinal)
            ? ScriptedHandler.Refusal(400, "INVALID_ARGUMENT", "Bad id.")
            : ScriptedHandler.Json(Bodies.Answer);

        Assert.Equal("models/gemini-2.5-flash", (await PredictAsync(Prompt("gemini-2.5-flash"))).Model);
    }

    [Fact]
    public async Task A_short_name_that_nobody_has_is_a_missing_tuned_model()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", NoTunedModel).Refuse(404, "NOT_FOUND", NoModel);

        var fault = await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("x"), _bench.Options));

        Assert.Equal("TunedModelNotFound", fault.ErrorId);
        Assert.Contains(NoTunedModel, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_name_is_not_looked_for_elsewhere()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", NoTunedModel).Refuse(404, "NOT_FOUND", NoModel);

        Assert.Equal("TunedModelNotFound", (await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("tunedModels/x"), _bench.Options))).ErrorId);
        Assert.Equal("ModelNotFound", (await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("models/x"), _bench.Options))).ErrorId);
        Assert.Equal(2, _bench.Network.Sent.Count);
    }

    [Fact]
    public async Task A_tuned_model_whose_base_is_gone_says_what_still_works()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", Gone).Answer(Bodies.Active);

        var fault = await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("x"), _bench.Options));

        Assert.Equal("BaseModelGone", fault.ErrorId);
        foreach (var part in new[] { "May 2025", "listed, changed and deleted", "Vertex AI", Gone })
        {
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("CREATING", 400, "FAILED_PRECONDITION", "Model is not ready.")]
    [InlineData("CREATING", 404, "NOT_FOUND", Gone)]
    [InlineData("CREATING", 400, "INVALID_ARGUMENT", "No.")]
    [InlineData("FAILED", 409, "ABORTED", "No.")]
    public async Task A_model_in_the_making_says_what_to_run_however_the_service_words_it(string state, int status, string code, string message)
    {
        _bench.Network.Refuse(status, code, message).Answer(Bodies.Creating.Replace("CREATING", state, StringComparison.Ordinal));

        var fault = await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("x"), _bench.Options));

        Assert.Equal(("TunedModelNotReady", TuningErrorKind.InvalidOperation), (fault.ErrorId, fault.Kind));
        Assert.Contains("Wait-GeminiTuning tunedModels/x", fault.Message, StringComparison.Ordinal);
        Assert.Equal(message, fault.ServiceError!.Message);
    }

    [Fact]
    public async Task A_refusal_of_a_ready_model_stays_what_it_is()
    {
        _bench.Network.Refuse(400, "INVALID_ARGUMENT", "Developer instruction is not enabled.").Answer(Bodies.Active);

        Assert.Equal("RequestRefused", (await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("x"), _bench.Options))).ErrorId);
    }

    [Fact]
    public async Task A_refusal_stays_what_it_is_when_the_model_cannot_be_looked_at()
    {
        _bench.Network.Refuse(400, "INVALID_ARGUMENT", "No.").Refuse(403, "PERMISSION_DENIED", "no reading");

        Assert.Equal("RequestRefused", (await _bench.FaultAsync(backend => backend.PredictAsync(Prompt("x"), _bench.Options))).ErrorId);
    }

    public static TheoryData<PredictionRequest, string> BadPrompts => new()
    {
        { Prompt("x") with { Prompt = " " }, "PromptBlank" },
        { Prompt("x") with { Temperature = -1 }, "TemperatureOutOfRange" },
        { Prompt("x") with { TopP = 2 }, "TopPOutOfRange" },
        { Prompt("x") with { TopK = 0 }, "TopKOutOfRange" },
        { Prompt("x") with { MaxOutputTokens = 0 }, "MaxOutputTokensOutOfRange" },
        { Prompt("x") with { StopSequences = [""] }, "StopSequenceEmpty" },
        { Prompt("a/b"), "TunedModelNameInvalid" },
    };

    [Theory]
    [MemberData(nameof(BadPrompts))]
    public async Task A_prompt_that_breaks_a_rule_is_not_sent(PredictionRequest request, string id)
    {
        Assert.Equal(id, (await _bench.FaultAsync(backend => backend.PredictAsync(request, _bench.Options))).ErrorId);
        Assert.Equal(id, (await _bench.FaultAsync(backend => backend.PredictStreamingAsync(request, _ => { }, _bench.Options))).ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_stream_is_handed_over_piece_by_piece()
    {
        _bench.Network.Answer("""
            data: {"candidates":[{"content":{"parts":[{"text":"eig"}],"role":"model"}}]}

            data: {"candidates":[{"content":{"parts":[{"text":"ht"}]},"finishReason":"STOP"}],"usageMetadata":{"totalTokenCount":4}}


            """);
        var pieces = new List<Prediction>();

        await _bench.RunAsync(backend => backend.PredictStreamingAsync(Prompt("tunedModels/x"), pieces.Add, _bench.Options));

        Assert.Equal(["POST /v1beta/tunedModels/x:streamGenerateContent?alt=sse"], _bench.Network.Lines);
        Assert.Equal([("eig", null, null), ("ht", "STOP", 4)], pieces.Select(piece => (piece.Text, piece.FinishReason, piece.TotalTokenCount)));
    }

    [Fact]
    public async Task A_streams_refusal_before_the_first_piece_is_a_refusal()
    {
        _bench.Network.Answer("""[{"error":{"code":404,"message":"Tuned model tunedModels/x does not exist.","status":"NOT_FOUND"}}]""", 404);

        Assert.Equal("TunedModelNotFound", (await StreamFaultAsync()).ErrorId);
    }

    [Fact]
    public async Task A_streams_error_after_some_pieces_ends_it()
    {
        _bench.Network.Answer("data: {\"candidates\":[]}\n\ndata: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n");

        Assert.Equal("ServiceUnavailable", (await StreamFaultAsync()).ErrorId);
    }

    [Theory]
    [InlineData("[{\"candidates\":[]}]")]
    [InlineData("data: {\"candidates\":[{\"con\r\n\r\n")]
    public async Task A_stream_that_is_none_is_an_error(string body)
    {
        _bench.Network.Answer(body);

        Assert.Equal("AnswerUnreadable", (await StreamFaultAsync()).ErrorId);
    }

    private static PredictionRequest Prompt(string model) => new() { Model = model, Prompt = "7" };

    private Task<Prediction> PredictAsync(PredictionRequest request) => _bench.RunAsync(backend => backend.PredictAsync(request, _bench.Options));

    private Task<TuningException> StreamFaultAsync() =>
        _bench.FaultAsync(backend => backend.PredictStreamingAsync(Prompt("tunedModels/x"), _ => { }, _bench.Options));
}
