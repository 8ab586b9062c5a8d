using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Checks;
using GeminiTuning.Core.Tests.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Measures;

public sealed class MeasureTests
{
    [Fact]
    public async Task Lengths_tokens_steps_and_cost_are_worked_out_without_a_connection()
    {
        var rows = Enumerable.Range(1, 100).Select(static n => new TuningExample { TextInput = new string('x', n * 4), Output = "日本😀" });
        var measured = await MeasureAsync(rows, new MeasureOptions { EpochCount = 3, BatchSize = 8, PricePerMillionTokens = 2 });
        Assert.Equal(100, measured.ExampleCount);
        Assert.Equal("min 4, mean 202, p50 200, p90 360, p95 380, p99 396, max 400", measured.InputCharacters.ToString());
        Assert.Equal(3, measured.OutputCharacters.Maximum);
        Assert.Equal((5050 + 300, TokenCountMethod.Estimated), (measured.TokenCount, measured.TokenMethod));
        Assert.Equal(38, measured.Steps);
        Assert.Equal(5350 * 3 * 2 / 1e6, measured.Cost!.Value, 12);
        Assert.Contains("estimated", measured.TokenSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_price_is_invented_and_no_step_guessed()
    {
        var measured = await MeasureAsync(Checking.Rows(3), new MeasureOptions { BaseModel = "gemini-2.5-flash", EpochCount = 2 });
        Assert.Null(measured.Cost);
        Assert.Null(measured.CostPerEpoch);
        Assert.Null(measured.Steps);
    }

    [Fact]
    public async Task Preference_tuning_is_billed_for_the_prompt_twice()
    {
        var rows = new[] { new TuningExample { TextInput = "12345678", Output = "1234", RejectedOutput = "1234" } };
        var measured = await MeasureAsync(rows, new MeasureOptions { Method = TuningMethod.Preference });
        Assert.Equal((4, 6), (measured.TokenCount, measured.BilledTokensPerEpoch));
    }

    [Theory]
    [InlineData("models:\n  gemini-2.5-flash: 5.5\n  other: 1", 5.5, "prices.yaml")]
    [InlineData("date: 2026-10-01\ncurrency: EUR\nmodels: { publishers/google/models/gemini-2.5-flash: 4 }", 4.0, "prices.yaml, 2026-10-01, EUR")]
    [InlineData("models:\n  other: 1", null, null)]
    public async Task Prices_come_from_the_users_file(string yaml, double? price, string? source)
    {
        using var file = new DatasetFile("prices.yaml", yaml);
        var measured = await MeasureAsync(Checking.Rows(1), new MeasureOptions { BaseModel = "models/gemini-2.5-flash", PricePath = file.FullPath });
        Assert.Equal((price, source), (measured.PricePerMillionTokens, measured.PriceSource));
    }

    [Theory]
    [InlineData("", "no keys")]
    [InlineData("prices: {}", "'prices'")]
    [InlineData("models:\n  a: cheap", "line 2")]
    [InlineData("models:\n  a: -1", "line 2")]
    [InlineData("models: [", "not YAML")]
    public async Task A_bad_price_file_is_one_error(string yaml, string named)
    {
        using var file = new DatasetFile("prices.yaml", yaml);
        var error = await Assert.ThrowsAsync<TuningException>(() => MeasureAsync(Checking.Rows(1), new MeasureOptions { BaseModel = "a", PricePath = file.FullPath }));
        Assert.Equal("PriceFileInvalid", error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EpochCountOutOfRange")]
    [InlineData("BatchSizeOutOfRange")]
    [InlineData("SampleSizeOutOfRange")]
    [InlineData("PriceOutOfRange")]
    [InlineData("TokenCountUnavailable")]
    [InlineData("ModelMissing")]
    [InlineData("PriceFileUnreadable")]
    public async Task A_bad_option_is_one_error(string errorId)
    {
        var options = errorId switch
        {
            "EpochCountOutOfRange" => new MeasureOptions { EpochCount = 0 },
            "BatchSizeOutOfRange" => new MeasureOptions { BatchSize = 0 },
            "SampleSizeOutOfRange" => new MeasureOptions { SampleSize = 0 },
            "PriceOutOfRange" => new MeasureOptions { PricePerMillionTokens = -1 },
            "TokenCountUnavailable" => new MeasureOptions { Exact = true, BaseModel = "m" },
            "ModelMissing" => new MeasureOptions { PricePath = "p.yaml" },
            _ => new MeasureOptions { PricePath = "/no/such/file.yaml", BaseModel = "m" },
        };
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TuningException>(() => MeasureAsync(Checking.Rows(1), options))).ErrorId);
    }

    private static Task<TrainingDataMeasurement> MeasureAsync(IEnumerable<TuningExample> rows, MeasureOptions options) =>
        Checking.Tools.MeasureAsync(rows, options, service: null, Checking.Options);
}
