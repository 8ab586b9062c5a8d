using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>A prompt for a tuned or base model. What is <see langword="null"/> is left to the model's default.</summary>
public sealed record PredictionRequest
{
    /// <summary>The model: <c>tunedModels/…</c>, <c>models/…</c> or a short name of either.</summary>
    public required string Model { get; init; }

    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The sampling temperature, from 0 (API field <c>generationConfig.temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The nucleus-sampling mass, 0 to 1 (API field <c>generationConfig.topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The number of candidates for sampling, from 1 (API field <c>generationConfig.topK</c>).</summary>
    public int? TopK { get; init; }

    /// <summary>The most tokens that the answer may have, from 1 (API field <c>generationConfig.maxOutputTokens</c>).</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Texts that end the answer where they appear (API field <c>generationConfig.stopSequences</c>).</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
