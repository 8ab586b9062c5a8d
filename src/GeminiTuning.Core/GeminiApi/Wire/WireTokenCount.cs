namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>CountTokensResponse</c>.</summary>
internal sealed class WireTokenCount
{
    public long? TotalTokens { get; set; }
}
