using System;

namespace GeminiTuning;

/// <summary>How to read a spec.</summary>
public sealed record TuningSpecOptions
{
    /// <summary>What the spec is called in errors, where it is no file.</summary>
    public required string Source { get; init; }

    /// <summary>The folder that relative paths start from, where the spec is no file.</summary>
    public required string Folder { get; init; }

    /// <summary>How to read the spec's data; what is set goes before the spec's own.</summary>
    public DatasetOptions Dataset { get; init; } = new();

    /// <summary>Puts values in place of those of the spec.</summary>
    public Func<TuningRequest, TuningRequest> Override { get; init; } = static request => request;
}
