using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.State;

/// <summary>A tuned model at one moment.</summary>
internal sealed record TunedModelRecord
{
    public required string Id { get; init; }

    public string Name => "tunedModels/" + Id;

    /// <summary>The place in the order of creation.</summary>
    public long Sequence { get; init; }

    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>The base model, also below a tuned model that was tuned on.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The name of the tuned model that this one was tuned on from, if any.</summary>
    public string SourceTunedModel { get; init; } = "";

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public IReadOnlyList<long> ReaderProjectNumbers { get; init; } = [];

    public ModelState State { get; init; } = ModelState.Creating;

    public DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompleteTime { get; init; }

    public SnapshotHistory Snapshots { get; init; } = SnapshotHistory.Empty;

    public required HyperparameterValues Hyperparameters { get; init; }

    public IReadOnlyList<PermissionRecord> Permissions { get; init; } = [];

    /// <summary>The name of the operation that makes or made it.</summary>
    public string Operation { get; init; } = "";

    /// <summary>What was learnt, once the model is active.</summary>
    public TrainedWeights? Weights { get; init; }
}
