namespace GeminiTuning;

/// <summary>A state of a tuned model that was kept during tuning (API message <c>TunedModelCheckpoint</c>).</summary>
public sealed record TunedModelCheckpoint
{
    /// <summary>The checkpoint's id, such as <c>1</c> (API field <c>checkpointId</c>).</summary>
    public required string CheckpointId { get; init; }

    /// <summary>The model that it belongs to, with its version: <c>projects/…/models/M@1</c>.</summary>
    public string? TunedModel { get; init; }

    /// <summary>The passes over the examples so far (API field <c>epoch</c>).</summary>
    public long? Epoch { get; init; }

    /// <summary>The optimiser's steps so far (API field <c>step</c>).</summary>
    public long? Step { get; init; }

    /// <summary>The endpoint that serves it, <c>projects/…/endpoints/E</c> (API field <c>endpoint</c>).</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether the model's own endpoint serves this checkpoint (API field <c>defaultCheckpointId</c> of the model).</summary>
    public bool IsDefault { get; init; }

    /// <summary>What can be asked: the endpoint.</summary>
    /// <returns><see cref="Endpoint"/>, or the id where there is none.</returns>
    public override string ToString() => Endpoint ?? CheckpointId;
}
