using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>What a new tuned model is made from. What is <see langword="null"/> is left to the service's default.</summary>
public sealed record TuningRequest
{
    /// <summary>The model to tune: <c>models/…</c>, a tuned model (<c>tunedModels/…</c>) to tune on from, or a short name.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<TuningExample> TrainingData { get; init; }

    /// <summary>The new model's id: <c>[a-z]([a-z0-9-]{0,38}[a-z0-9])?</c> (query parameter <c>tunedModelId</c>).</summary>
    public string? Id { get; init; }

    /// <summary>The name for people, at most 40 characters (API field <c>displayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>The number of passes over the examples, from 1 (API field <c>epochCount</c>).</summary>
    public int? EpochCount { get; init; }

    /// <summary>The number of examples in one step, from 1 (API field <c>batchSize</c>).</summary>
    public int? BatchSize { get; init; }

    /// <summary>The optimiser's step size, above 0; excludes <see cref="LearningRateMultiplier"/> (API field <c>learningRate</c>).</summary>
    public double? LearningRate { get; init; }

    /// <summary>The factor on the recommended step size, above 0 (API field <c>learningRateMultiplier</c>).</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>The default sampling temperature, 0 to 1 (API field <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The default nucleus-sampling mass, 0 to 1 (API field <c>topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The default number of candidates for sampling, from 1 (API field <c>topK</c>).</summary>
    public int? TopK { get; init; }
}
