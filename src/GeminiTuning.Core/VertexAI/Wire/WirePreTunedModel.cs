namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>PreTunedModel</c>.</summary>
internal sealed class WirePreTunedModel
{
    public string? TunedModelName { get; set; }

    public string? CheckpointId { get; set; }

    public string? BaseModel { get; set; }
}
