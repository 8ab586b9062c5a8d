using System.Collections;
using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>Training data in two parts that have no prompt in common.</summary>
/// <param name="Training">The examples to train on, in the order of the data.</param>
/// <param name="Validation">The examples to measure the loss on, in the order of the data.</param>
public sealed record TrainingDataSplit(IReadOnlyCollection<TuningExample> Training, IReadOnlyCollection<TuningExample> Validation)
{
    /// <summary>The number of examples to train on.</summary>
    public int TrainingCount => Training.Count;

    /// <summary>The number of examples to measure the loss on.</summary>
    public int ValidationCount => Validation.Count;

    /// <summary>Both as parameters of New-GeminiTunedModel, for splatting.</summary>
    public IDictionary Parameters => new Dictionary<string, object>(System.StringComparer.OrdinalIgnoreCase) { ["TrainingData"] = Training, ["ValidationData"] = Validation };

    /// <summary>How many examples each part has.</summary>
    /// <returns>The numbers.</returns>
    public override string ToString() => System.FormattableString.Invariant($"{TrainingCount} for training, {ValidationCount} for validation");
}
