using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck.Xunit;
using GeminiTuning.Core.Tests.Checks;
using GeminiTuning.Core.Tests.Datasets;
using Xunit;

namespace GeminiTuning.Core.Tests.Splits;

public sealed class SplitTests
{
    [Property]
    public bool Parts_are_complete_disjoint_in_order_and_the_same_again(byte[] prompts, byte percent, int seed, bool byOutput)
    {
        ArgumentNullException.ThrowIfNull(prompts);

        // Few different prompts, so that some are there more than once.
        List<TuningExample> rows = [.. prompts.Concat(new byte[] { 1, 2 }).Select(static (value, index) => new TuningExample
        {
            TextInput = (value % 16).ToString(CultureInfo.InvariantCulture),
            Output = (value % 3).ToString(CultureInfo.InvariantCulture),
            Source = "row " + index.ToString(CultureInfo.InvariantCulture),
        })];
        var options = new SplitOptions { ValidationFraction = ((percent % 99) + 1) / 100.0, Seed = seed, ByOutput = byOutput };
        TrainingDataSplit split;
        try
        {
            split = Checking.Tools.Split(rows, options, Checking.Options);
        }
        catch (TuningException e) when (e.ErrorId is "SplitImpossible")
        {
            return true;
        }

        var again = Checking.Tools.Split(rows, options, Checking.Options);
        var training = split.Training.Select(static row => row.TextInput).ToHashSet();
        return split.Training.Concat(split.Validation).OrderBy(rows.IndexOf).SequenceEqual(rows)
            && split.Training.SequenceEqual(again.Training) && split.Validation.SequenceEqual(again.Validation)
            && split.Training.SequenceEqual(split.Training.OrderBy(rows.IndexOf))
            && split.Validation.All(row => !training.Contains(row.TextInput))
            && split.Training.Count == split.Training.ToList().Count && split.Validation.Count == split.Validation.ToList().Count
            && split.Validation.Count <= Math.Max(1, Math.Round(rows.Count * options.ValidationFraction, MidpointRounding.AwayFromZero));
    }

    // Stated as numbers, so that another machine or version of .NET that splits differently is noticed.
    [Fact]
    public void The_choice_is_the_same_everywhere()
    {
        var split = Checking.Tools.Split(Checking.Rows(20), new SplitOptions { ValidationFraction = 0.2, Seed = 7 }, Checking.Options);
        Assert.Equal(Expected, split.Validation.Select(static row => row.Source));
        Assert.NotEqual(Expected, Checking.Tools.Split(Checking.Rows(20), new SplitOptions { ValidationFraction = 0.2, Seed = 8 }, Checking.Options).Validation.Select(static row => row.Source));
    }

    private static string[] Expected { get; } = ["row 5", "row 8", "row 10", "row 17"];

    [Fact]
    public void By_output_both_parts_have_the_answers_alike()
    {
        var split = Checking.Tools.Split(Checking.Rows(100, static n => n % 10 == 0 ? "rare" : "usual"), new SplitOptions { ValidationFraction = 0.2, ByOutput = true }, Checking.Options);
        Assert.Equal((20, 2), (split.Validation.Count, split.Validation.Count(static row => row.Output is "rare")));
    }

    [Fact]
    public void Files_are_split_without_being_held_and_a_change_is_noticed()
    {
        using var file = new DatasetFile("rows.csv", "text_input,output\n" + string.Concat(Enumerable.Range(0, 50).Select(static n => FormattableString.Invariant($"{n},{n}\n"))));
        var split = Checking.Tools.Split(file.Examples(), new SplitOptions(), Checking.Options);
        Assert.Equal(5, split.Validation.ToList().Count);
        file.Append("51,51\n");
        Assert.Equal("SplitDataChanged", Assert.Throws<TuningException>(() => split.Training.ToList()).ErrorId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void The_fraction_is_between_0_and_1(double fraction) => Assert.Equal(
        "ValidationFractionOutOfRange",
        Assert.Throws<TuningException>(() => Checking.Tools.Split(Checking.Rows(9), new SplitOptions { ValidationFraction = fraction }, Checking.Options)).ErrorId);

    [Fact]
    public void One_prompt_cannot_be_split() => Assert.Equal(
        "SplitImpossible",
        Assert.Throws<TuningException>(() => Checking.Tools.Split(Checking.Rows(9).Select(static row => row with { TextInput = "same" }), new SplitOptions(), Checking.Options)).ErrorId);
}
