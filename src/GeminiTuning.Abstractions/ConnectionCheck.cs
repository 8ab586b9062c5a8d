namespace GeminiTuning;

/// <summary>One thing that was looked at to see whether a connection is good for tuning.</summary>
public sealed record ConnectionCheck
{
    /// <summary>What was looked at, such as <c>Token obtained</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required ConnectionCheckStatus Status { get; init; }

    /// <summary>What was found. Never a secret.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; <see langword="null"/> where nothing is to be done.</summary>
    public string? Fix { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name + ": " + Status;
}
