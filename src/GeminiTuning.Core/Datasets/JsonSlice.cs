using System;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Where a text stands in a JSON line, without its quotation marks and with its escapes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Plain">How many bytes it has before its first escape.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonSlice(int Start, int Length, int Plain)
{
    /// <summary>
    /// Takes the text that a reader is at; <see langword="false"/> where it is none, or has characters written as numbers,
    /// of which one may be half a character.
    /// </summary>
    public static bool TryTake(ref Utf8JsonReader reader, out JsonSlice slice)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            slice = default;
            return false;
        }

        var text = reader.ValueSpan;
        slice = new JsonSlice((int)reader.TokenStartIndex + 1, text.Length, reader.ValueIsEscaped ? text.IndexOf((byte)'\\') : text.Length);
        return text.Slice(slice.Plain).IndexOf("\\u"u8) < 0;
    }

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    /// <summary>Whether it is seen at the first character that the text is not blank: all white space beyond ASCII begins with C2, E1, E2 or E3.</summary>
    public bool StartsPlainly(ReadOnlySpan<byte> line) => Length > 0 && (line[Start] is > (byte)' ' and < 0x7F and not (byte)'\\'
        || line[Start] is > 0xC2 and not (0xE1 or 0xE2 or 0xE3) || (line[Start] == 0xE3 && line[Start + 1] != 0x80));

    public string Text(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line.Slice(Start - 1, Length + 2));
        reader.Read();
        return reader.GetString()!;
    }
}
