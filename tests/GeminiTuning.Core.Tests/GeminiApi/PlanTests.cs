using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class PlanTests
{
    private readonly TestBench _bench = new();

    public static TheoryData<string, string> BadRequests => new()
    {
        { "id", "TunedModelIdInvalid" }, { "id-40", "TunedModelIdInvalid" }, { "id-end", "TunedModelIdInvalid" },
        { "name", "DisplayNameTooLong" }, { "epochs", "EpochCountOutOfRange" }, { "batch", "BatchSizeOutOfRange" },
        { "rate", "LearningRateOutOfRange" }, { "rate-nan", "LearningRateOutOfRange" }, { "rate-infinite", "LearningRateOutOfRange" },
        { "multiplier", "LearningRateMultiplierOutOfRange" }, { "both", "LearningRateAmbiguous" },
        { "temperature", "TemperatureOutOfRange" }, { "temperature-nan", "TemperatureOutOfRange" }, { "topP", "TopPOutOfRange" }, { "topK", "TopKOutOfRange" },
        { "model", "ModelNameInvalid" }, { "tuned", "TunedModelNameInvalid" }, { "empty", "TrainingDataEmpty" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_value_outside_its_rule_is_refused_before_anything_is_sent(string which, string id)
    {
        var good = Requests.Small();
        var bad = which switch
        {
            "id" => good with { Id = "Inc" },
            "id-40" => good with { Id = new string('a', 41) },
            "id-end" => good with { Id = "a-" },
            "name" => good with { DisplayName = new string('n', 41) },
            "epochs" => good with { EpochCount = 0 },
            "batch" => good with { BatchSize = -1 },
            "rate" => good with { LearningRate = 0 },
            "rate-nan" => good with { LearningRate = double.NaN },
            "rate-infinite" => good with { LearningRate = double.PositiveInfinity },
            "multiplier" => good with { LearningRateMultiplier = -0.5 },
            "both" => good with { LearningRate = 0.001, LearningRateMultiplier = 1 },
            "temperature" => good with { Temperature = 1.01 },
            "temperature-nan" => good with { Temperature = double.NaN },
            "topP" => good with { TopP = -0.1 },
            "topK" => good with { TopK = 0 },
            "model" => good with { BaseModel = "a/b" },
            "tuned" => good with { BaseModel = "tunedModels/a b" },
            "empty" => good with { TrainingData = [] },
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(bad, _bench.Options));

        Assert.Equal(id, fault.ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task The_edges_of_every_rule_are_inside()
    {
        var plan = await PlanAsync(Requests.Small() with
        {
            Id = "a" + new string('-', 38) + "9",
            DisplayName = new string('n', 39) + "\U0001F600",
            EpochCount = 1,
            BatchSize = 1,
            LearningRate = double.Epsilon,
            Temperature = 1,
            TopP = 0,
            TopK = 1,
            TrainingData = [new TuningExample { TextInput = new string('i', 40_000), Output = new string('o', 4_999) + "\U0001F600" }],
        });

        Assert.Equal(1, plan.ExampleCount);
    }

    [Theory]
    [InlineData(15, 5, 2, 38)]
    [InlineData(15, 5, 4, 19)]
    [InlineData(15, 100, 4, 375)]
    [InlineData(15, 3, 2, 23)]
    [InlineData(1, 1, 64, 1)]
    public async Task Steps_are_examples_times_epochs_over_batch_rounded_up(int examples, int epochs, int batch, int steps)
    {
        var plan = await PlanAsync(Requests.Small() with { TrainingData = Rows(examples), EpochCount = epochs, BatchSize = batch, Id = "inc-1", DisplayName = "increments" });

        Assert.Equal(steps, plan.TotalSteps);
        Assert.Equal("tunedModels/inc-1", plan.TunedModel);
        Assert.Contains("models/gemini-1.5-flash-001-tuning", plan.Description, StringComparison.Ordinal);
        Assert.Contains("tunedModels/inc-1", plan.Description, StringComparison.Ordinal);
        Assert.Contains("increments", plan.Description, StringComparison.Ordinal);
        Assert.Contains(steps + " step", plan.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_stay_open_where_the_services_defaults_decide()
    {
        Assert.Null((await PlanAsync(Requests.Small())).TotalSteps);
        Assert.Null((await PlanAsync(Requests.Small() with { EpochCount = 5 })).TotalSteps);
        Assert.Null((await PlanAsync(Requests.Small())).TunedModel);
    }

    [Theory]
    [InlineData("gemini-1.5-flash-001-tuning", "models/gemini-1.5-flash-001-tuning")]
    [InlineData("tunedModels/x", "tunedModels/x")]
    public async Task The_base_model_is_shown_with_its_full_name(string given, string full) =>
        Assert.Equal(full, (await PlanAsync(Requests.Small() with { BaseModel = given })).BaseModel);

    [Fact]
    public async Task Bad_rows_are_named_with_their_source_and_rule_five_at_a_time()
    {
        List<TuningExample> rows =
        [
            new() { TextInput = "1", Output = "2", Source = "rows.csv, line 2" },
            new() { TextInput = " ", Output = "2", Source = "rows.csv, line 3" },
            new() { TextInput = "1", Output = "", Source = "rows.csv, line 4" },
            new() { TextInput = new string('i', 40_001), Output = "2", Source = "rows.csv, line 5" },
            new() { TextInput = "1", Output = new string('o', 5_001), Source = "rows.csv, line 6" },
            new() { TextInput = "", Output = "2" },
            new() { TextInput = "", Output = "2", Source = "rows.csv, line 8" },
        ];

        var fault = await _bench.FaultAsync(async backend =>
        {
            await Task.Yield();
            backend.Plan(Requests.Small() with { TrainingData = rows });
        });

        Assert.Equal("TrainingRowInvalid", fault.ErrorId);
        Assert.Equal(TuningErrorKind.InvalidData, fault.Kind);
        Assert.StartsWith("6 of 7 training rows cannot be used: rows.csv, line 3: the prompt is blank; rows.csv, line 4: the answer is blank; ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 5: the prompt has 40,001 characters, at most 40,000 are allowed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 6: the answer has 5,001 characters, at most 5,000 are allowed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("row 6: the prompt is blank; and more.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 8", fault.Message, StringComparison.Ordinal);
    }

    private static TuningExample[] Rows(int count) => [.. Enumerable.Range(1, count).Select(i => new TuningExample { TextInput = $"{i}", Output = $"{i + 1}" })];

    private async Task<TuningPlan> PlanAsync(TuningRequest request)
    {
        using var backend = await _bench.BackendAsync();
        return backend.Plan(request);
    }
}
