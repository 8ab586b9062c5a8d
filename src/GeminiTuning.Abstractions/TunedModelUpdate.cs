using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>Changes to a tuned model. What is <see langword="null"/> is left alone and stays out of the update mask.</summary>
public sealed record TunedModelUpdate
{
    /// <summary>The new name for people, at most 40 characters (API field <c>displayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>The new description; empty clears it (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>The new labels, in place of the old ones; Vertex AI only (API field <c>labels</c>).</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The checkpoint that the model's endpoint is to serve; Vertex AI only (API field <c>defaultCheckpointId</c>).</summary>
    public string? DefaultCheckpointId { get; init; }

    /// <summary>The new default sampling temperature, 0 to 1 (API field <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The new default nucleus-sampling mass, 0 to 1 (API field <c>topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The new default number of candidates for sampling, from 1 (API field <c>topK</c>).</summary>
    public int? TopK { get; init; }
}
