namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>Model.BaseModelSource</c>.</summary>
internal sealed class WireBaseModelSource
{
    public WireGenieSource? GenieSource { get; set; }
}
