using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>ListModelsResponse</c>.</summary>
internal sealed class WireModelList
{
    public List<WireModel>? Models { get; set; }

    public string? NextPageToken { get; set; }
}
