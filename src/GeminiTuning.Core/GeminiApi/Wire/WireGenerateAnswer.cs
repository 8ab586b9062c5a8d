using System.Collections.Generic;
using System.Text.Json;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>GenerateContentResponse</c>.</summary>
internal sealed class WireGenerateAnswer
{
    public List<WireCandidate>? Candidates { get; set; }

    public WirePromptFeedback? PromptFeedback { get; set; }

    public WireUsage? UsageMetadata { get; set; }

    /// <summary>In a stream an error may follow pieces that went well.</summary>
    public JsonElement? Error { get; set; }
}
