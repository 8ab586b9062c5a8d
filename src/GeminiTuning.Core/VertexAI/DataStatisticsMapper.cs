using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Makes <see cref="TuningDataStatistics"/> of what is on the wire.</summary>
internal static class DataStatisticsMapper
{
    public static WireDataStats? Pick(WireTuningDataStats? wire) => wire?.SupervisedTuningDataStats ?? wire?.PreferenceOptimizationDataStats;

    public static TuningDataStatistics? Map(WireTuningDataStats? wire) => Pick(wire) is not { } stats ? null : new TuningDataStatistics
    {
        ExampleCount = stats.TuningDatasetExampleCount,
        CharacterCount = stats.TotalTuningCharacterCount,
        BillableTokenCount = stats.TotalBillableTokenCount,
        StepCount = stats.TuningStepCount,
        TruncatedExampleCount = stats.TotalTruncatedExampleCount,
        TruncatedExampleIndices = stats.TruncatedExampleIndices ?? stats.DroppedExampleIndices ?? [],
        DroppedExampleReasons = stats.DroppedExampleReasons ?? [],
    };
}
