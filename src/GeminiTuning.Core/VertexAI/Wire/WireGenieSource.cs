namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>GenieSource</c>.</summary>
internal sealed class WireGenieSource
{
    public string? BaseModelUri { get; set; }
}
