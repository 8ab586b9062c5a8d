using System;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Estimates tokens from letters. Google speaks of about 4 characters to a token; other scripts take more tokens.</summary>
internal static class TokenEstimate
{
    public const string Words = "estimated here: a token is 4 letters of ASCII, 2 of other alphabets or 1 of scripts beyond U+07FF";

    public static int Of(RowTexts texts)
    {
        var tokens = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            tokens += Of(texts[i]);
        }

        return tokens;
    }

    public static int Of(ReadOnlySpan<byte> text)
    {
        var following = Utf8.Count(text, out var two, out var more);
        var ascii = text.Length - following - two - more;
        return ((ascii + (2 * two) + 3) / 4) + more;
    }
}
