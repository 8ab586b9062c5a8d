namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>Context</c> of Vertex ML Metadata, here an experiment.</summary>
internal sealed class WireContext
{
    public string? Name { get; set; }

    public WireContextMetadata? Metadata { get; set; }
}
