using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>Content</c>.</summary>
internal sealed class WireContent
{
    public string? Role { get; set; }

    public List<WirePart>? Parts { get; set; }
}
