using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>One job of a spec, checked and ready to be started.</summary>
public sealed record TuningSpec
{
    /// <summary>The spec's name in errors: a file's name, or where it stood in the input.</summary>
    public required string Source { get; init; }

    /// <summary>What is to be tuned, and how.</summary>
    public required TuningRequest Request { get; init; }

    /// <summary>What the job would start.</summary>
    public required TuningPlan Plan { get; init; }

    /// <summary>The hyperparameters that this job has from the sweep, by the names of the spec; empty without one.</summary>
    public IReadOnlyDictionary<string, object> SweptValues { get; init; } = new Dictionary<string, object>(System.StringComparer.Ordinal);
}
