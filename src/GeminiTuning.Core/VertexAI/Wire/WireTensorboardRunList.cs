using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>ListTensorboardRunsResponse</c>.</summary>
internal sealed class WireTensorboardRunList
{
    public List<WireTensorboardRun>? TensorboardRuns { get; set; }

    public string? NextPageToken { get; set; }
}
