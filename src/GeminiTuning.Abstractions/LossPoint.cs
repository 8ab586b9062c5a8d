using System;
using System.Globalization;

namespace GeminiTuning;

/// <summary>One point of a loss curve (API message <c>TuningSnapshot</c>).</summary>
public sealed record LossPoint
{
    /// <summary>The tuned model that the curve belongs to.</summary>
    public string? TunedModel { get; init; }

    /// <summary>The optimiser's step, from 1 (API field <c>step</c>).</summary>
    public int Step { get; init; }

    /// <summary>The pass over the examples, from 0 (API field <c>epoch</c>).</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the examples of this step; it has no unit (API field <c>meanLoss</c>).</summary>
    public double MeanLoss { get; init; }

    /// <summary>The mean loss of the validation data at this step, where there is some (series <c>/eval_total_loss</c>).</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>When the service computed it (API field <c>computeTime</c>).</summary>
    public DateTimeOffset? ComputeTime { get; init; }

    /// <summary>Step, epoch and loss in one line.</summary>
    /// <returns>A line such as <c>step 3 (epoch 0): 2.41</c>.</returns>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "step {0} (epoch {1}): {2:0.####}", Step, Epoch, MeanLoss);
}
