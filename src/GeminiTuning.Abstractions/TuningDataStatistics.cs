using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>What the service counted in the training data (API field <c>tuningDataStats</c>).</summary>
public sealed record TuningDataStatistics
{
    /// <summary>The examples (API field <c>tuningDatasetExampleCount</c>).</summary>
    public long? ExampleCount { get; init; }

    /// <summary>The characters (API field <c>totalTuningCharacterCount</c>).</summary>
    public long? CharacterCount { get; init; }

    /// <summary>The tokens of one pass over the data; the bill is this times the epochs (API field <c>totalBillableTokenCount</c>).</summary>
    public long? BillableTokenCount { get; init; }

    /// <summary>The optimiser's steps of the whole run (API field <c>tuningStepCount</c>).</summary>
    public long? StepCount { get; init; }

    /// <summary>The examples that were cut because they are too long (API field <c>totalTruncatedExampleCount</c>).</summary>
    public long? TruncatedExampleCount { get; init; }

    /// <summary>The places of some of these, from 1 (API field <c>truncatedExampleIndices</c>).</summary>
    public IReadOnlyList<long> TruncatedExampleIndices { get; init; } = [];

    /// <summary>Why examples were left out (API field <c>droppedExampleReasons</c>).</summary>
    public IReadOnlyList<string> DroppedExampleReasons { get; init; } = [];
}
