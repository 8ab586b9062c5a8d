using System;
using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Checks;

/// <summary>Cuts a piece out of a text for a finding. What could be a secret is not shown, whichever rule the finding is of.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    // A run this long is a key rather than a word, or an address on the web that is no loss.
    private static readonly Regex Hidden = new(
        @"(?<start>[A-Za-z0-9]?)[A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+|(?<start>[A-Za-z0-9_.=+/-]{4})[A-Za-z0-9_.=+/-]{16,}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The text from a place on, with some of what stands before it; control characters are shown by their pictures.</summary>
    public static string Of(ReadOnlySpan<byte> text, int at = 0)
    {
        var from = Math.Max(0, at - (Longest / 2));
        while (from > 0 && from > at - (4 * Longest) && text[from] != (byte)' ')
        {
            from--;
        }

        while (from > 0 && (text[from] & 0xC0) == 0x80)
        {
            from--;
        }

        var to = Math.Min(text.Length, Math.Max(at, from) + (8 * Longest));
        var shown = Hidden.Replace(Encoding.UTF8.GetString(text.Slice(from, to - from).ToArray()), "${start}…");
        var isCut = shown.Length > Longest;
        var end = !isCut ? shown.Length : char.IsHighSurrogate(shown[Longest - 2]) ? Longest - 2 : Longest - 1;
        var result = new StringBuilder(Longest);
        for (var i = 0; i < end; i++)
        {
            result.Append(shown[i] < ' ' ? (char)('\u2400' + shown[i]) : shown[i] == '\u007F' ? '\u2421' : shown[i]);
        }

        return result.Append(isCut ? "…" : string.Empty).ToString();
    }
}
