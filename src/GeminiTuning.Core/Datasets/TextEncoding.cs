using System;
using System.Linq;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Finds out a text file's encoding: by its byte order mark, else by the zero bytes of UTF-16 and UTF-32, else strict UTF-8.
/// Strict, because a guess at some code page would train a model on garbled words without anybody noticing.
/// </summary>
internal static class TextEncoding
{
    /// <summary>How many bytes it takes.</summary>
    public const int HeadLength = 4;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf32 = new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly Encoding Utf32BigEndian = new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE, 0x00, 0x00], Utf32),
        ([0x00, 0x00, 0xFE, 0xFF], Utf32BigEndian),
        ([0xFF, 0xFE], Utf16),
        ([0xFE, 0xFF], Utf16BigEndian),
    ];

    /// <summary>The encoding, and the length of its mark.</summary>
    public static (Encoding Encoding, int MarkLength) Detect(byte[] head)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (head.Take(mark.Length).SequenceEqual(mark))
            {
                return (encoding, mark.Length);
            }
        }

        // Training data starts with an ASCII character: a brace, a dash, the name of a column.
        var zeros = string.Concat(head.Select(static value => value == 0 ? '0' : 'x'));
        return (zeros switch
        {
            "x000" => Utf32,
            "000x" => Utf32BigEndian,
            ['x', '0', ..] => Utf16,
            ['0', 'x', ..] => Utf16BigEndian,
            _ => Utf8,
        }, 0);
    }
}
