using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>ListTunedModelsResponse</c>.</summary>
internal sealed class WireTunedModelList
{
    public List<WireTunedModel>? TunedModels { get; set; }

    public string? NextPageToken { get; set; }
}
