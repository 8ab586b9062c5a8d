namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>UsageMetadata</c>.</summary>
internal sealed class WireUsage
{
    public int? PromptTokenCount { get; set; }

    public int? CandidatesTokenCount { get; set; }

    public int? TotalTokenCount { get; set; }
}
