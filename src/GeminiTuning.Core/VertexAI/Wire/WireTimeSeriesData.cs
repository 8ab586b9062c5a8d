using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>TimeSeriesData</c>.</summary>
internal sealed class WireTimeSeriesData
{
    public string? TensorboardTimeSeriesId { get; set; }

    public List<WireTimeSeriesPoint>? Values { get; set; }
}
