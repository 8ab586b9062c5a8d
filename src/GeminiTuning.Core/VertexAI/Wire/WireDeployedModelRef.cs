namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>DeployedModelRef</c>.</summary>
internal sealed class WireDeployedModelRef
{
    public string? Endpoint { get; set; }

    public string? DeployedModelId { get; set; }

    public string? CheckpointId { get; set; }
}
