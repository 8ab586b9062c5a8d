namespace GeminiTuning;

/// <summary>How to read training data from a file.</summary>
public sealed record DatasetOptions
{
    /// <summary>The column or key that holds the prompt; <see langword="null"/> for the usual names.</summary>
    public string? InputProperty { get; init; }

    /// <summary>The column or key that holds the answer; <see langword="null"/> for the usual names.</summary>
    public string? OutputProperty { get; init; }

    /// <summary>The files' format; <see langword="null"/> for the one that each extension stands for.</summary>
    public TrainingDataFormat? Format { get; init; }
}
