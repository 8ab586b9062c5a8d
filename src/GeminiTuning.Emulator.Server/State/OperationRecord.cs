using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.State;

/// <summary>The operation that creates a tuned model, at one moment. It outlives the model.</summary>
internal sealed record OperationRecord
{
    public required string Name { get; init; }

    /// <summary>The place in the order of creation.</summary>
    public long Sequence { get; init; }

    /// <summary>The name of the tuned model.</summary>
    public required string TunedModel { get; init; }

    public int TotalSteps { get; init; }

    public SnapshotHistory Snapshots { get; init; } = SnapshotHistory.Empty;

    public bool IsDone { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    public (RpcCode Code, string Message)? Error { get; init; }

    /// <summary>The tuned model as it was when the run was complete.</summary>
    public TunedModelRecord? Response { get; init; }
}
