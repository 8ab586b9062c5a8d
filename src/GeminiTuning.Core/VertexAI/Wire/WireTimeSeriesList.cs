using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>ListTensorboardTimeSeriesResponse</c>.</summary>
internal sealed class WireTimeSeriesList
{
    public List<WireTimeSeries>? TensorboardTimeSeries { get; set; }

    public string? NextPageToken { get; set; }
}
