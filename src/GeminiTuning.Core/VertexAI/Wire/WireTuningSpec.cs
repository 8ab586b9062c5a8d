namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API messages <c>SupervisedTuningSpec</c> and <c>PreferenceOptimizationSpec</c>, which have the same fields.</summary>
internal sealed class WireTuningSpec
{
    public string? TrainingDatasetUri { get; set; }

    public string? ValidationDatasetUri { get; set; }

    public WireHyperParameters? HyperParameters { get; set; }

    public bool? ExportLastCheckpointOnly { get; set; }
}
