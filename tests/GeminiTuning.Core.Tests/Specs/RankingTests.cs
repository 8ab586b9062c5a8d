using System.Linq;
using GeminiTuning.Core.Specs;
using Xunit;

namespace GeminiTuning.Core.Tests.Specs;

public sealed class RankingTests
{
    private readonly TuningComparer _comparer = new();

    [Fact]
    public void The_validation_loss_decides_where_all_have_one() => AssertOrder(
        "b1 a2 running-",
        Done("a", loss: 1, validation: 3),
        Done("b", loss: 2, validation: 2),
        Done("running", loss: 0) with { State = TuningJobState.Running });

    [Fact]
    public void The_training_loss_decides_where_one_has_no_validation_loss() => AssertOrder(
        "c1 a2 b3",
        Done("a", loss: 1, validation: 3),
        Done("b", loss: 2, validation: 2),
        Done("c", loss: 0.5));

    [Fact]
    public void A_score_decides_before_any_loss_and_more_is_better() => AssertOrder(
        "b1 a2 c- failed- planned-",
        Done("a", loss: 1) with { Score = 0.5 },
        Done("b", loss: 2) with { Score = 0.75 },
        Done("c", loss: 0),
        Done("failed", loss: 0) with { State = TuningJobState.Failed },
        new TuningComparison { Name = "planned" });

    [Fact]
    public void Equals_keep_their_order() => AssertOrder("a1 b2", Done("a", loss: 1), Done("b", loss: 1));

    [Theory]
    [InlineData(TuningMetric.ExactMatch, "a", " a\n", 1)]
    [InlineData(TuningMetric.ExactMatch, "a", "A", 0)]
    [InlineData(TuningMetric.IgnoreCase, "a", "A", 1)]
    [InlineData(TuningMetric.IgnoreCase, "a", "ab", 0)]
    [InlineData(TuningMetric.Contains, "a", "is A.", 1)]
    [InlineData(TuningMetric.Contains, "a", "b", 0)]
    public void Answers_are_scored(TuningMetric metric, string expected, string actual, double score) =>
        Assert.Equal(score, _comparer.Score(metric, expected, actual));

    private static TuningComparison Done(string name, double loss, double? validation = null) =>
        new() { Name = name, State = TuningJobState.Succeeded, FinalLoss = loss, ValidationLoss = validation };

    private void AssertOrder(string expected, params TuningComparison[] items) =>
        Assert.Equal(expected, string.Join(' ', _comparer.Rank(items).Select(static item => item.Name + (item.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"))));
}
