using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.Specs;

public sealed class SpecReadingTests : IDisposable
{
    private const string Least = "baseModel: models/m\ntrainingData: rows.csv\n";
    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_value_arrives_in_the_request()
    {
        var spec = Assert.Single(await _folder.ReadAsync("""
            $schema: ./tuning.schema.json
            backend: GeminiApi
            baseModel: models/m
            trainingData: [rows.csv, r*.csv]
            id: inc-1
            displayName: "5"
            description: about $${x}
            hyperparameters: { epochCount: 3, batchSize: 2, learningRate: 1e-3 }
            temperature: 0.5
            topP: 1
            topK: 4
            """));

        var expected = spec.Request with { TrainingData = [] };
        Assert.Equal(
            new TuningRequest
            {
                BaseModel = "models/m",
                TrainingData = expected.TrainingData,
                Id = "inc-1",
                DisplayName = "5",
                Description = "about ${x}",
                EpochCount = 3,
                BatchSize = 2,
                LearningRate = 0.001,
                Temperature = 0.5,
                TopP = 1,
                TopK = 4,
            },
            expected);
        Assert.Equal(4, spec.Plan.ExampleCount);
    }

    [Theory]
    [InlineData("tuning.json", "{\n\t\"baseModel\": \"models/m\",\n\t\"trainingData\": \"rows.csv\",\n\t\"hyperparameters\": { \"epochCount\": 7 }\n}")]
    [InlineData("tuning.yaml", Least + "hyperparameters: { epochCount: 7 }\n")]
    [InlineData("tuning.yaml", Least + "topK: &seven 7\nhyperparameters: { epochCount: *seven }\n")]
    public async Task Json_and_anchors_are_read(string name, string text)
    {
        var spec = Assert.Single(await _folder.ReadAsync(text, name));
        Assert.Equal(7, spec.Request.EpochCount);
    }

    [Fact]
    public async Task What_stands_in_a_group_itself_goes_before_what_is_merged()
    {
        var spec = Assert.Single(await _folder.ReadAsync(Least + "hyperparameters:\n  <<: [{ epochCount: 3, batchSize: 2 }, { batchSize: 9, learningRate: 0.5 }]\n  epochCount: 7\n"));
        Assert.Equal((7, 2, 0.5), (spec.Request.EpochCount, spec.Request.BatchSize, spec.Request.LearningRate));
    }

    [Fact]
    public async Task A_variable_has_the_type_that_is_wanted()
    {
        _folder.Bench.Environment["EPOCHS"] = "7";
        var spec = Assert.Single(await _folder.ReadAsync("""{ "baseModel": "models/m", "trainingData": "rows.csv", "displayName": "${env:EPOCHS}", "hyperparameters": { "epochCount": "${env:EPOCHS}" } }"""));
        Assert.Equal((7, "7"), (spec.Request.EpochCount, spec.Request.DisplayName));
    }

    [Fact]
    public async Task A_variable_cannot_bring_keys_along()
    {
        _folder.Bench.Environment["NAME"] = "x\nid: y";
        var spec = Assert.Single(await _folder.ReadAsync(Least + "displayName: ${env:NAME}\n"));
        Assert.Equal((null, "x\nid: y"), (spec.Request.Id, spec.Request.DisplayName));
    }

    [Fact]
    public async Task Parameters_go_before_the_spec_and_stand_for_missing_keys()
    {
        var spec = Assert.Single(await _folder.ReadAsync("hyperparameters: { epochCount: 3 }\n", change: static request => request with
        {
            BaseModel = "models/other",
            EpochCount = 9,
            TrainingData = [new TuningExample { TextInput = "1", Output = "2" }],
        }));
        Assert.Equal(("models/other", 9, 1), (spec.Plan.BaseModel, spec.Request.EpochCount, spec.Plan.ExampleCount));
    }

    [Fact]
    public async Task A_sweep_is_a_grid_in_the_order_of_the_file()
    {
        var specs = await _folder.ReadAsync(Least + "id: inc\nsweep: { learningRate: [0.01, 1e-3], epochCount: [3, 10] }\n");
        Assert.Equal(
            [(0.01, 3, "inc-r0-01-e3", "tuning r0.01-e3"), (0.01, 10, "inc-r0-01-e10", "tuning r0.01-e10"), (0.001, 3, "inc-r0-001-e3", "tuning r0.001-e3"), (0.001, 10, "inc-r0-001-e10", "tuning r0.001-e10")],
            specs.Select(static spec => (spec.Request.LearningRate!.Value, spec.Request.EpochCount!.Value, spec.Request.Id!, spec.Request.DisplayName!)));
        Assert.Equal(["learningRate", "epochCount"], specs[0].SweptValues.Keys);
    }

    [Fact]
    public async Task A_sweep_has_a_limit()
    {
        var many = string.Join(", ", Enumerable.Range(1, 11));
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync(Least + $"sweep: {{ epochCount: [{many}], batchSize: [{many}] }}\n"));
        Assert.Equal("SpecSweepTooLarge", fault.ErrorId);
        Assert.Contains("121 jobs, and at most 100", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_and_the_sweep_exclude_each_other()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync(Least + "sweep: { epochCount: [3] }\n", change: static request => request with { EpochCount = 4 }));
        Assert.Equal("SpecParameterSwept", fault.ErrorId);
    }

    [Fact]
    public async Task The_example_of_the_documentation_is_one()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GeminiTuning.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        Assert.Equal(4, (await _folder.ReadObjectAsync(Path.Combine(root, "docs", "tuning.yaml"))).Count);
    }
}
