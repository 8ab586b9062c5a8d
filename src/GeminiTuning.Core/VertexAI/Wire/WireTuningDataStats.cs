namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>TuningDataStats</c>: a choice by the method of tuning.</summary>
internal sealed class WireTuningDataStats
{
    public WireDataStats? SupervisedTuningDataStats { get; set; }

    public WireDataStats? PreferenceOptimizationDataStats { get; set; }
}
