using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>BatchReadTensorboardTimeSeriesDataResponse</c>.</summary>
internal sealed class WireTimeSeriesBatch
{
    public List<WireTimeSeriesData>? TimeSeriesData { get; set; }
}
