using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class StartTuningTests
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task The_request_has_exactly_the_wires_form()
    {
        _bench.Network.Answer(Bodies.Tunable).Answer(Bodies.Created);

        var job = await _bench.RunAsync(backend => backend.StartTuningAsync(
            Requests.Small() with { Id = "x", DisplayName = "número 一", BatchSize = 2, LearningRate = 0.001, EpochCount = 5 }, _bench.Options));

        Assert.Equal(["GET /v1beta/models/gemini-1.5-flash-001-tuning", "POST /v1beta/tunedModels?tunedModelId=x"], _bench.Network.Lines);
        AssertJson(
            """
            {
              "displayName": "número 一",
              "baseModel": "models/gemini-1.5-flash-001-tuning",
              "tuningTask": {
                "hyperparameters": { "batchSize": 2, "learningRate": 0.001, "epochCount": 5 },
                "trainingData": { "examples": { "examples": [ { "textInput": "1", "output": "2" }, { "textInput": "3", "output": "4" } ] } }
              }
            }
            """,
            _bench.Network.Sent[1].Body);
        Assert.Contains("número 一", _bench.Network.Sent[1].Body, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", _bench.Network.Sent[1].Headers["Content-Type"]);
        Assert.Equal("tunedModels/x/operations/9z8phaegycw6", job.Name);
        Assert.Equal("tunedModels/x", job.TunedModel);
        Assert.Equal("models/gemini-1.5-flash-001-tuning", job.BaseModel);
        Assert.Equal((TuningJobState.Running, 38, 0, 0.0), (job.State, job.TotalSteps, job.CompletedSteps, job.CompletedPercent));
        Assert.False(job.IsFinished);
    }

    [Fact]
    public async Task Defaults_are_left_to_the_service()
    {
        _bench.Network.Answer(Bodies.Tunable).Answer(Bodies.Created);

        await _bench.RunAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        Assert.Matches(@"\APOST /v1beta/tunedModels\?tunedModelId=tuned-[0-9a-f]{12}\z", _bench.Network.Lines[1]);
        AssertJson(
            """
            {
              "baseModel": "models/gemini-1.5-flash-001-tuning",
              "tuningTask": { "trainingData": { "examples": { "examples": [ { "textInput": "1", "output": "2" }, { "textInput": "3", "output": "4" } ] } } }
            }
            """,
            _bench.Network.Sent[1].Body);
    }

    [Fact]
    public async Task Tuning_on_names_the_tuned_model_as_the_source()
    {
        _bench.Network.Answer(Bodies.Active).Answer(Bodies.Created);

        var job = await _bench.RunAsync(backend => backend.StartTuningAsync(
            Requests.Small() with { BaseModel = "tunedModels/source", LearningRateMultiplier = 0.5, Temperature = 0.1, TopP = 0.2, TopK = 3, Description = "d" }, _bench.Options));

        Assert.Equal("GET /v1beta/tunedModels/source", _bench.Network.Lines[0]);
        AssertJson(
            """
            {
              "description": "d",
              "tunedModelSource": { "tunedModel": "tunedModels/source" },
              "tuningTask": {
                "hyperparameters": { "learningRateMultiplier": 0.5 },
                "trainingData": { "examples": { "examples": [ { "textInput": "1", "output": "2" }, { "textInput": "3", "output": "4" } ] } }
              },
              "temperature": 0.1, "topP": 0.2, "topK": 3
            }
            """,
            _bench.Network.Sent[1].Body);
        Assert.Equal("tunedModels/source", job.BaseModel);
    }

    [Fact]
    public async Task Tuning_on_from_a_model_in_the_making_is_refused()
    {
        _bench.Network.Answer(Bodies.Creating);

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small() with { BaseModel = "tunedModels/x" }, _bench.Options));

        Assert.Equal("TunedModelNotReady", fault.ErrorId);
        Assert.Contains("Wait-GeminiTuning tunedModels/x", fault.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Network.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_can_be_tuned_the_error_says_since_when_and_where_to_go(bool exists)
    {
        _bench.Network
            .Answer(exists ? ScriptedHandler.Json(Bodies.NotTunable) : ScriptedHandler.Refusal(404, "NOT_FOUND", "models/x is not found for API version v1beta."))
            .Answer("{\"models\":[" + Bodies.NotTunable + "]}");

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        Assert.Equal("NoTunableModel", fault.ErrorId);
        Assert.Equal(TuningErrorKind.NotSupported, fault.Kind);
        Assert.Contains("May 2025", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-GeminiTuning -Backend VertexAI", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Network.Sent, sent => sent.Method == "POST");
    }

    [Theory]
    [InlineData(true, "BaseModelNotTunable", TuningErrorKind.InvalidArgument)]
    [InlineData(false, "BaseModelNotFound", TuningErrorKind.NotFound)]
    public async Task A_wrong_base_model_is_answered_with_the_right_ones(bool exists, string id, TuningErrorKind kind)
    {
        _bench.Network
            .Answer(exists ? ScriptedHandler.Json(Bodies.NotTunable) : ScriptedHandler.Refusal(404, "NOT_FOUND", "models/x is not found for API version v1beta."))
            .Answer("{\"models\":[" + Bodies.NotTunable + "],\"nextPageToken\":\"2\"}")
            .Answer("{\"models\":[" + Bodies.Tunable + "]}");

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small() with { BaseModel = "gemini-2.5-flash" }, _bench.Options));

        Assert.Equal((id, kind), (fault.ErrorId, fault.Kind));
        Assert.Contains("models/gemini-1.5-flash-001-tuning", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Network.Sent, sent => sent.Method == "POST");
    }

    [Fact]
    public async Task An_id_that_is_taken_is_an_error_of_its_own()
    {
        _bench.Network.Answer(Bodies.Tunable).Refuse(409, "ALREADY_EXISTS", "taken");

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small() with { Id = "x" }, _bench.Options));

        Assert.Equal(("TunedModelExists", TuningErrorKind.AlreadyExists), (fault.ErrorId, fault.Kind));
        Assert.Contains("'x'", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
