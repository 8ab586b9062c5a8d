namespace GeminiTuning;

/// <summary>One training example: a prompt and the answer wanted for it (API message <c>TuningExample</c>).</summary>
public sealed record TuningExample
{
    /// <summary>The prompt, at most 40,000 characters on the Gemini API (API field <c>textInput</c>).</summary>
    public required string TextInput { get; init; }

    /// <summary>The wanted answer, at most 5,000 characters on the Gemini API (API field <c>output</c>).</summary>
    public required string Output { get; init; }

    /// <summary>The answer that is not wanted, in preference tuning; otherwise <see langword="null"/>.</summary>
    public string? RejectedOutput { get; init; }

    /// <summary>
    /// The example as one line of Vertex AI's JSONL form (<c>contents</c>, <c>systemInstruction</c>, …), where it was
    /// given so and says more than a prompt and an answer; otherwise <see langword="null"/>.
    /// </summary>
    public string? Json { get; init; }

    /// <summary>Where the example was read, such as <c>rows.csv, line 7</c> or <c>row 7</c>; used in errors only.</summary>
    public string? Source { get; init; }
}
