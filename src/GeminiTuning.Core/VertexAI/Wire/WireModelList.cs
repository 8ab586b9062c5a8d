using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API messages <c>ListModelsResponse</c> and <c>ListModelVersionsResponse</c>.</summary>
internal sealed class WireModelList
{
    public List<WireModel>? Models { get; set; }

    public string? NextPageToken { get; set; }
}
