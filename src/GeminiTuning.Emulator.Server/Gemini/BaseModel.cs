using System.Collections.Generic;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>A model of the catalogue.</summary>
internal sealed record BaseModel
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string DisplayName { get; init; }

    public required string Description { get; init; }

    public required int InputTokenLimit { get; init; }

    public required int OutputTokenLimit { get; init; }

    public required IReadOnlyList<string> SupportedGenerationMethods { get; init; }

    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public float? MaxTemperature { get; init; }

    public bool Thinking { get; init; }
}
