using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
#if !NETFRAMEWORK
using System.Buffers;
#endif

namespace GeminiTuning.Core.Checks;

/// <summary>Characters that no text needs: C0 but for tab and line ends, DEL, C1, and byte order marks.</summary>
internal static class ControlCharacters
{
#if !NETFRAMEWORK
    private static readonly SearchValues<byte> Short = SearchValues.Create([.. Enumerable.Range(0, 128).Select(static value => (byte)value).Where(IsShort)]);
#endif

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where the first one stands, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text)
    {
        var at = IndexOfShort(text);
        if (at >= 0)
        {
            return at;
        }

        for (var from = 0; from < text.Length; from++)
        {
            var next = text.Slice(from).IndexOf((byte)0xC2);
            if (next < 0)
            {
                break;
            }

            from += next;
            if (from + 1 < text.Length && text[from + 1] < 0xA0)
            {
                return from;
            }
        }

        return text.IndexOf("\uFEFF"u8);
    }

    public static bool Is(char character) => character is < ' ' and not ('\t' or '\n' or '\r') or (>= '\u007F' and < '\u00A0') or '\uFEFF';

    /// <summary>The example without them.</summary>
    public static TuningExample Strip(TuningExample example) => example with
    {
        TextInput = Strip(example.TextInput),
        Output = Strip(example.Output),
        RejectedOutput = example.RejectedOutput == null ? null : Strip(example.RejectedOutput),
        Json = example.Json == null ? null : StripJson(example.Json),
    };

    private static string Strip(string text) => text.Any(Is) ? new string([.. text.Where(static letter => !Is(letter))]) : text;

    private static string StripJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            Write(writer, document.RootElement);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Strip(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsShort(byte value) => Is((char)value);

    private static int IndexOfShort(ReadOnlySpan<byte> text)
    {
#if NETFRAMEWORK
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80 && IsShort(text[i]))
            {
                return i;
            }
        }

        return -1;
#else
        return text.IndexOfAny(Short);
#endif
    }
}
