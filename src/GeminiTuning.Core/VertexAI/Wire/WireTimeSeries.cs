namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>TensorboardTimeSeries</c>.</summary>
internal sealed class WireTimeSeries
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }
}
