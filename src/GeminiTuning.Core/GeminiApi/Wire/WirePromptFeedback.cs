using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>PromptFeedback</c>.</summary>
internal sealed class WirePromptFeedback
{
    [JsonConverter(typeof(EnumTextConverter))]
    public string? BlockReason { get; set; }
}
