using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>GenerateContentRequest</c>.</summary>
internal sealed class WireGenerateRequest
{
    public List<WireContent>? Contents { get; set; }

    public WireGenerationConfig? GenerationConfig { get; set; }
}
