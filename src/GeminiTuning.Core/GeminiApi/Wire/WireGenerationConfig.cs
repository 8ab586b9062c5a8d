using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>GenerationConfig</c>.</summary>
internal sealed class WireGenerationConfig
{
    public double? Temperature { get; set; }

    public double? TopP { get; set; }

    public int? TopK { get; set; }

    public int? MaxOutputTokens { get; set; }

    public IReadOnlyList<string>? StopSequences { get; set; }
}
