namespace GeminiTuning;

/// <summary>What a <see cref="TuningRequest"/> would start, worked out without asking the service.</summary>
public sealed record TuningPlan
{
    /// <summary>The model that would be tuned, as a full resource name.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The new model's resource name; <see langword="null"/> where the service will choose it.</summary>
    public string? TunedModel { get; init; }

    /// <summary>The number of examples.</summary>
    public int ExampleCount { get; init; }

    /// <summary>The optimiser's steps, examples × epochs ÷ batch rounded up; <see langword="null"/> where a default decides.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The tokens of one pass over the examples, estimated; <see langword="null"/> where they are not at hand.</summary>
    public long? EstimatedTokens { get; init; }

    /// <summary>The plan in one sentence, for <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    public required string Description { get; init; }
}
