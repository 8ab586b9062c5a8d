using System;
#if !NETFRAMEWORK
using System.Buffers;
#endif

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Writes text as the inside of a JSON string. Whatever need not be escaped is copied as it is, which the general writer
/// does several times slower for text beyond ASCII.
/// </summary>
internal static class JsonText
{
    private const string Hex = "0123456789ABCDEF";
#if !NETFRAMEWORK
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u007F\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");
#endif

    public static void Append(LineBuffer buffer, string text)
    {
        var from = 0;
        while (from < text.Length)
        {
            var count = Plain(text, from);
            buffer.AppendText(text, from, count);
            from += count;
            if (from < text.Length)
            {
                AppendEscaped(buffer, text[from++]);
            }
        }
    }

    private static int Plain(string text, int from)
    {
        var rest = text.AsSpan(from);
#if NETFRAMEWORK
        var end = 0;
        while (end < rest.Length && rest[end] is >= ' ' and not ('"' or '\\' or '\u007F'))
        {
            end++;
        }
#else
        var end = rest.IndexOfAny(Escaped);
        end = end < 0 ? rest.Length : end;
#endif

        // Some readers of lines take these for the end of one.
        var other = rest.Slice(0, end).IndexOfAny('\u0085', '\u2028', '\u2029');
        return other < 0 ? end : other;
    }

    private static void AppendEscaped(LineBuffer buffer, char character)
    {
        buffer.Append((byte)'\\');
        if (character is '"' or '\\')
        {
            buffer.Append((byte)character);
        }
        else if ("\bb\ff\nn\rr\tt".IndexOf(character) is >= 0 and var at && at % 2 == 0)
        {
            buffer.Append((byte)"\bb\ff\nn\rr\tt"[at + 1]);
        }
        else
        {
            buffer.Append((byte)'u');
            for (var shift = 12; shift >= 0; shift -= 4)
            {
                buffer.Append((byte)Hex[(character >> shift) & 15]);
            }
        }
    }
}
