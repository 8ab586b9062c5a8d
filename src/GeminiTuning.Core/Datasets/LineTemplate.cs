using System;
using System.Collections.Generic;
#if !NETFRAMEWORK
using System.Buffers;
#endif

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// A JSON line without its texts. In a long file nearly every line differs from the one before in its texts only, and that
/// is seen several times faster than a line is parsed. A line that does not fit is none the worse; it is parsed.
/// </summary>
internal sealed class LineTemplate
{
#if !NETFRAMEWORK
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);
#endif

    private readonly byte[][] _between;

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line, which is sound.</param>
    /// <param name="texts">Where its texts stand, in their order.</param>
    public LineTemplate(ReadOnlySpan<byte> line, List<JsonSlice> texts)
    {
        _between = new byte[texts.Count + 1][];
        Texts = [.. texts];
        var end = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            _between[i] = line.Slice(end, texts[i].Start - end).ToArray();
            end = texts[i].Start + texts[i].Length;
        }

        _between[texts.Count] = line.Slice(end).ToArray();
    }

    /// <summary>How many lines have fitted.</summary>
    public long Hits { get; private set; }

    /// <summary>Where the texts of the line that fitted last stand.</summary>
    public List<JsonSlice> Texts { get; }

    /// <summary>Whether the next line is the same but for its texts, none of which may be empty.</summary>
    /// <param name="lines">The line, and perhaps its end and more lines.</param>
    /// <param name="length">The line's length.</param>
    public bool Fits(ReadOnlySpan<byte> lines, out int length)
    {
        length = 0;
        for (var i = 0; i < _between.Length; i++)
        {
            if (!lines.Slice(length).StartsWith(_between[i]))
            {
                return false;
            }

            length += _between[i].Length;
            if (i < Texts.Count)
            {
                // It ends within the line, as no text may have a line break.
                var ofText = TextLength(lines.Slice(length), out var plain);
                if (ofText <= 0)
                {
                    return false;
                }

                Texts[i] = new JsonSlice(length, ofText, plain);
                length += ofText;
            }
        }

        if (length < lines.Length && lines[length] is not ((byte)'\n' or (byte)'\r'))
        {
            return false;
        }

        Hits++;
        return true;
    }

    /// <summary>The length of the text up to its quotation mark; -1 where it is not sound, or has characters written as numbers.</summary>
    private static int TextLength(ReadOnlySpan<byte> rest, out int plain)
    {
        var length = 0;
        plain = -1;
        while (true)
        {
            var at = IndexOfSpecial(rest.Slice(length));
            if (at < 0)
            {
                return -1;
            }

            length += at;
            plain = plain < 0 ? length : plain;
            if (rest[length] == (byte)'"')
            {
                return length;
            }

            if (rest[length] != (byte)'\\' || length + 1 == rest.Length || "\"\\/bfnrt"u8.IndexOf(rest[length + 1]) < 0)
            {
                return -1;
            }

            length += 2;
        }
    }

    private static int IndexOfSpecial(ReadOnlySpan<byte> text)
    {
#if NETFRAMEWORK
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < (byte)' ' or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        return -1;
#else
        return text.IndexOfAny(Special);
#endif
    }
}
