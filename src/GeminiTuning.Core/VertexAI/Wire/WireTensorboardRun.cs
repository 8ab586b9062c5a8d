namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>TensorboardRun</c>.</summary>
internal sealed class WireTensorboardRun
{
    public string? Name { get; set; }
}
