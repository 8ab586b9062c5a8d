using System;

namespace GeminiTuning.Emulator.Learning;

/// <summary>SplitMix64: draws the same numbers on every runtime, which System.Random does not promise.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A seed that is the same in every process, unlike string.GetHashCode (FNV-1a).</summary>
    public static ulong Hash(string text, ulong start = 14695981039346656037UL)
    {
        var hash = start;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return hash;
    }

    /// <summary>Evenly from 0 up to but without 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly within the bound on both sides of zero.</summary>
    public double NextWithin(double bound) => ((NextDouble() * 2) - 1) * bound;

    public void Shuffle(int[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)Math.Floor(NextDouble() * (i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var bits = _state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }
}
