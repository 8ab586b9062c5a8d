using System;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Finds out a text file's encoding: by its byte order mark, else by the zero bytes of UTF-16, else strict UTF-8. Strict,
/// because a guess at some code page would train a model on garbled words without anybody noticing.
/// </summary>
internal static class TextEncoding
{
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)),
        ([0xFF, 0xFE, 0x00, 0x00], new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0x00, 0x00, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
    ];

    /// <summary>Opens text.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="isLenient">Whether bytes that are not of the encoding become U+FFFD and are no fault.</param>
    public static StreamReader Open(Stream stream, bool isLenient = false)
    {
        try
        {
            var head = new byte[4];
            var length = stream.Read(head, 0, head.Length);
            var (encoding, skip) = Detect(head, length);
            stream.Position = skip;
            if (isLenient)
            {
                encoding = (Encoding)encoding.Clone();
                encoding.DecoderFallback = DecoderFallback.ReplacementFallback;
            }

            return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false);
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            stream.Dispose();
            throw;
        }
    }

    private static (Encoding Encoding, int Skip) Detect(byte[] head, int length)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (StartsWith(head, length, mark))
            {
                return (encoding, mark.Length);
            }
        }

        if (length >= 2 && head[0] != 0 && head[1] == 0)
        {
            return (Marks[3].Encoding, 0);
        }

        return length >= 2 && head[0] == 0 && head[1] != 0 ? (Marks[4].Encoding, 0) : (Marks[0].Encoding, 0);
    }

    private static bool StartsWith(byte[] head, int length, byte[] mark)
    {
        if (length < mark.Length)
        {
            return false;
        }

        for (var i = 0; i < mark.Length; i++)
        {
            if (head[i] != mark[i])
            {
                return false;
            }
        }

        return true;
    }
}
