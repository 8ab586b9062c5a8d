namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TunedModelSource</c>.</summary>
internal sealed class WireTunedModelSource
{
    public string? TunedModel { get; set; }

    public string? BaseModel { get; set; }
}
