namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>DeployedModel</c>.</summary>
internal sealed class WireDeployedModel
{
    public string? Id { get; set; }

    public string? Model { get; set; }

    public string? ModelVersionId { get; set; }

    public string? CheckpointId { get; set; }
}
