namespace GeminiTuning;

/// <summary>Where and how to write training data.</summary>
public sealed record TrainingDataTarget
{
    /// <summary>The file's full path. It is compressed where the name ends with <c>.gz</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The service whose form and rules the rows are to have.</summary>
    public TuningBackend Backend { get; init; }

    /// <summary>The format; <see langword="null"/> for the one that the extension stands for.</summary>
    public TrainingDataFormat? Format { get; init; }

    /// <summary>Whether a file that exists is left alone, which is an error then.</summary>
    public bool KeepsExisting { get; init; }

    /// <summary>Whether a file that is marked as read-only is replaced too.</summary>
    public bool ReplacesReadOnly { get; init; }
}
