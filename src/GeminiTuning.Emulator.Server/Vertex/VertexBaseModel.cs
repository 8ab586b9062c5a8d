using System.Collections.Generic;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A model that can be tuned.</summary>
/// <param name="Id">Its id: <c>gemini-2.5-flash</c>.</param>
internal sealed record VertexBaseModel(string Id)
{
    /// <summary>The adapter sizes that it can be tuned with.</summary>
    public IReadOnlyList<string> AdapterSizes { get; init; } =
        ["ADAPTER_SIZE_ONE", "ADAPTER_SIZE_TWO", "ADAPTER_SIZE_FOUR", "ADAPTER_SIZE_EIGHT", "ADAPTER_SIZE_SIXTEEN"];

    /// <summary>Whether it can be tuned on preferences.</summary>
    public bool TakesPreferences { get; init; }

    /// <summary>
    /// Where it is served from, by the region where it is tuned; <see langword="null"/> where it can be tuned in any
    /// region and is served from there.
    /// </summary>
    public IReadOnlyDictionary<string, string>? ServingRegions { get; init; }
}
