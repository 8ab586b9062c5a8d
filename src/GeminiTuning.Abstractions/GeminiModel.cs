using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning;

/// <summary>A base model that the service offers (API resource <c>Model</c>).</summary>
public sealed record GeminiModel : TuningResource
{
    /// <inheritdoc/>
    public override required string Name { get; init; }

    /// <summary>The name for people (API field <c>displayName</c>).</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the service says of the model (API field <c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>The model's version (API field <c>version</c>).</summary>
    public string? Version { get; init; }

    /// <summary>The most tokens that a prompt may have (API field <c>inputTokenLimit</c>).</summary>
    public int? InputTokenLimit { get; init; }

    /// <summary>The most tokens that an answer may have (API field <c>outputTokenLimit</c>).</summary>
    public int? OutputTokenLimit { get; init; }

    /// <summary>The methods that the model supports (API field <c>supportedGenerationMethods</c>).</summary>
    public IReadOnlyList<string> SupportedGenerationMethods { get; init; } = [];

    /// <summary>The default sampling temperature, 0 to <see cref="MaxTemperature"/> (API field <c>temperature</c>).</summary>
    public double? Temperature { get; init; }

    /// <summary>The highest sampling temperature (API field <c>maxTemperature</c>).</summary>
    public double? MaxTemperature { get; init; }

    /// <summary>The default nucleus-sampling mass, 0 to 1 (API field <c>topP</c>).</summary>
    public double? TopP { get; init; }

    /// <summary>The default number of candidates for sampling (API field <c>topK</c>).</summary>
    public int? TopK { get; init; }

    /// <summary>Whether the service says that the model can be tuned.</summary>
    public bool Tunable => SupportedGenerationMethods.Any(static m => m is "createTunedModel" or "createTunedTextModel");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
