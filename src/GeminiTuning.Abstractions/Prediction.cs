namespace GeminiTuning;

/// <summary>A model's answer to one prompt, or a piece of it when streamed (API message <c>GenerateContentResponse</c>).</summary>
public sealed record Prediction
{
    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The text of the first candidate; empty when the service gave none.</summary>
    public required string Text { get; init; }

    /// <summary>The resource name of the model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// Why the answer ended, in the service's word, such as <c>STOP</c> or <c>MAX_TOKENS</c>; <see langword="null"/> on
    /// pieces before the last.
    /// </summary>
    public string? FinishReason { get; init; }

    /// <summary>Why the prompt was refused (API field <c>promptFeedback.blockReason</c>); otherwise <see langword="null"/>.</summary>
    public string? BlockReason { get; init; }

    /// <summary>The prompt's tokens (API field <c>usageMetadata.promptTokenCount</c>).</summary>
    public int? PromptTokenCount { get; init; }

    /// <summary>The answer's tokens (API field <c>usageMetadata.candidatesTokenCount</c>).</summary>
    public int? OutputTokenCount { get; init; }

    /// <summary>All tokens (API field <c>usageMetadata.totalTokenCount</c>).</summary>
    public int? TotalTokenCount { get; init; }

    /// <summary>The answer's text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
