namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>Hyperparameters</c>.</summary>
internal sealed class WireHyperparameters
{
    public int? EpochCount { get; set; }

    public int? BatchSize { get; set; }

    public double? LearningRate { get; set; }

    public double? LearningRateMultiplier { get; set; }
}
