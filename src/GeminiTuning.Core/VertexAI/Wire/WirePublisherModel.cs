namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>PublisherModel</c>.</summary>
internal sealed class WirePublisherModel
{
    public string? Name { get; set; }

    public string? VersionId { get; set; }
}
