using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Specs;

/// <summary>Holds tuned models against each other.</summary>
internal sealed class TuningComparer : ITuningComparer
{
    public async Task<TuningComparison> MeasureAsync(TuningContext context, string name, CallOptions options)
    {
        var job = await context.Client.GetJobAsync(name, options).ConfigureAwait(false);
        var request = await context.Client.GetRequestAsync(name, options).ConfigureAwait(false);
        var loss = await context.Client.GetLossAsync(name, options).ConfigureAwait(false);
        return new TuningComparison
        {
            Name = job.TunedModel ?? job.Name,
            TunedModel = job.TunedModel,
            Job = job.Name,
            DisplayName = request.DisplayName ?? job.DisplayName,
            State = job.State,
            ValidationLoss = loss.LastOrDefault(static point => point.ValidationLoss != null)?.ValidationLoss,
            FinalLoss = loss.Count == 0 ? null : loss[loss.Count - 1].MeanLoss,
            EpochCount = request.EpochCount,
            BatchSize = request.BatchSize,
            LearningRate = request.LearningRate,
            LearningRateMultiplier = request.LearningRateMultiplier,
            AdapterSize = request.AdapterSize,
            BaseModel = request.BaseModel,
        };
    }

    public double Score(TuningMetric metric, string expected, string actual)
    {
        expected = expected.Trim();
        actual = actual.Trim();
        return metric switch
        {
            TuningMetric.ExactMatch => string.Equals(expected, actual, StringComparison.Ordinal),
            TuningMetric.IgnoreCase => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase),
            TuningMetric.Contains => actual.Contains(expected, StringComparison.OrdinalIgnoreCase),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        }
        ? 1 : 0;
    }

    public IReadOnlyList<TuningComparison> Rank(IReadOnlyList<TuningComparison> items)
    {
        var figure = Figure(items.Where(IsDone).ToList());
        var rank = 0;
        return items
            .Select(item => (Item: item, Figure: IsDone(item) ? figure(item) : null))
            .OrderBy(static pair => pair.Figure == null)
            .ThenBy(static pair => pair.Figure)
            .Select(pair => pair.Item with { Rank = pair.Figure == null ? null : ++rank })
            .ToList();
    }

    // The smaller, the better. Losses of validation and of training data are not held against each other.
    private static Func<TuningComparison, double?> Figure(IReadOnlyList<TuningComparison> done)
    {
        if (done.Any(static item => item.Score != null))
        {
            return static item => -item.Score;
        }

        return done.All(static item => item.ValidationLoss != null) ? static item => item.ValidationLoss : static item => item.FinalLoss;
    }

    private static bool IsDone(TuningComparison item) => item.State is TuningJobState.Succeeded or TuningJobState.PartiallySucceeded;
}
