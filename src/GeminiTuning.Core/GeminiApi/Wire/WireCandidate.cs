using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>Candidate</c>.</summary>
internal sealed class WireCandidate
{
    public WireContent? Content { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? FinishReason { get; set; }
}
