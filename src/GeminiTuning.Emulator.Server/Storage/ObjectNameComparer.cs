using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Orders names as the service does, by their UTF-8 bytes. That is by code points, which UTF-16 is not.</summary>
internal sealed class ObjectNameComparer : IComparer<string>
{
    public static ObjectNameComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var shorter = Math.Min(x.Length, y.Length);
        for (var i = 0; i < shorter; i++)
        {
            if (x[i] != y[i])
            {
                return Weight(x[i]).CompareTo(Weight(y[i]));
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    /// <summary>Halves of surrogate pairs stand for code points above all others.</summary>
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
