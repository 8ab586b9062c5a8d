namespace GeminiTuning;

/// <summary>How to split training data.</summary>
public sealed record SplitOptions
{
    /// <summary>The share that becomes validation data, above 0 and below 1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>What the choice depends on besides the rows: the same seed makes the same choice.</summary>
    public int Seed { get; init; }

    /// <summary>Whether rows with the same answer are split among themselves, so that both parts have all answers alike.</summary>
    public bool ByOutput { get; init; }
}
