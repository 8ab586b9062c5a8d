using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The words for adapter sizes.</summary>
internal static class AdapterSizes
{
    private static readonly Dictionary<int, string> Words = new()
    {
        [1] = "ADAPTER_SIZE_ONE",
        [2] = "ADAPTER_SIZE_TWO",
        [4] = "ADAPTER_SIZE_FOUR",
        [8] = "ADAPTER_SIZE_EIGHT",
        [16] = "ADAPTER_SIZE_SIXTEEN",
        [32] = "ADAPTER_SIZE_THIRTY_TWO",
    };

    public static string WordOf(int size) => Words.TryGetValue(size, out var word) ? word : throw VertexErrors.AdapterSizeOutOfRange(size);

    /// <summary>The size that a word stands for; <see langword="null"/> for none.</summary>
    public static int? SizeOf(string? word) =>
        Words.Where(pair => string.Equals(pair.Value, word, StringComparison.Ordinal)).Select(static pair => (int?)pair.Key).FirstOrDefault();
}
