namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>Part</c>, as far as it is text.</summary>
internal sealed class WirePart
{
    public string? Text { get; set; }

    /// <summary>Whether the text is the model's thinking and not its answer.</summary>
    public bool? Thought { get; set; }
}
