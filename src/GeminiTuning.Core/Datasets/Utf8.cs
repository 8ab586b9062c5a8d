using System;

namespace GeminiTuning.Core.Datasets;

/// <summary>Counts in UTF-8 without making text of it.</summary>
internal static class Utf8
{
    /// <summary>How many characters there are, those beyond the basic plane counted once.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text) => text.Length - Count(text, out _, out _);

    /// <summary>How many bytes follow the first of their character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="two">How many characters have two bytes.</param>
    /// <param name="more">How many have more.</param>
    public static int Count(ReadOnlySpan<byte> text, out int two, out int more)
    {
        two = 0;
        more = 0;
        if (IsAscii(text))
        {
            return 0;
        }

        var following = 0;
        foreach (var one in text)
        {
            following += (one & 0xC0) == 0x80 ? 1 : 0;
            two += (one & 0xE0) == 0xC0 ? 1 : 0;
            more += one >= 0xE0 ? 1 : 0;
        }

        return following;
    }

    private static bool IsAscii(ReadOnlySpan<byte> text)
    {
#if NETFRAMEWORK
        foreach (var one in text)
        {
            if (one >= 0x80)
            {
                return false;
            }
        }

        return true;
#else
        return System.Text.Ascii.IsValid(text);
#endif
    }
}
