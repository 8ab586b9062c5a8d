using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>Holds tuned models against each other.</summary>
public interface ITuningComparer
{
    /// <summary>Reads how far a job is, its last losses and its hyperparameters.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="name">The job's or the tuned model's name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The figures, not ranked yet.</returns>
    Task<TuningComparison> MeasureAsync(TuningContext context, string name, CallOptions options);

    /// <summary>Scores an answer.</summary>
    /// <param name="metric">How.</param>
    /// <param name="expected">The wanted answer.</param>
    /// <param name="actual">The answer.</param>
    /// <returns>From 0 to 1; 1 is what was wanted.</returns>
    double Score(TuningMetric metric, string expected, string actual);

    /// <summary>Puts models in order: by score where there is one, else by validation loss where all have one, else by training loss.</summary>
    /// <param name="items">The models.</param>
    /// <returns>The best first, numbered from 1; those without a figure last, without a number.</returns>
    IReadOnlyList<TuningComparison> Rank(IReadOnlyList<TuningComparison> items);
}
