namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>UndeployModelRequest</c>.</summary>
internal sealed class WireUndeployRequest
{
    public string? DeployedModelId { get; set; }
}
