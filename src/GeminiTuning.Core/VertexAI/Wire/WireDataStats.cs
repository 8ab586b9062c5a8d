using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API messages <c>SupervisedTuningDataStats</c> and <c>PreferenceOptimizationDataStats</c>.</summary>
internal sealed class WireDataStats
{
    public long? TuningDatasetExampleCount { get; set; }

    public long? TotalTuningCharacterCount { get; set; }

    public long? TotalBillableTokenCount { get; set; }

    public long? TuningStepCount { get; set; }

    public long? TotalTruncatedExampleCount { get; set; }

    public List<long>? TruncatedExampleIndices { get; set; }

    public List<long>? DroppedExampleIndices { get; set; }

    public List<string>? DroppedExampleReasons { get; set; }
}
