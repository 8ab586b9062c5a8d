namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API messages <c>TunedModelCheckpoint</c> and, without the endpoint, <c>Checkpoint</c>.</summary>
internal sealed class WireCheckpoint
{
    public string? CheckpointId { get; set; }

    public long? Epoch { get; set; }

    public long? Step { get; set; }

    public string? Endpoint { get; set; }
}
