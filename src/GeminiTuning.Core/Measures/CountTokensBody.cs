using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Measures;

/// <summary>
/// Makes the body of <c>countTokens</c>: an example's turns with its answers. All go as turns of the user, which is counted
/// the same, because a conversation that ends with the model is no prompt.
/// </summary>
internal static class CountTokensBody
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(TuningExample example)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            writer.WriteStartObject();
            if (example.Json == null)
            {
                WriteTexts(writer, example);
            }
            else
            {
                using var document = JsonDocument.Parse(example.Json);
                WriteRow(writer, document.RootElement);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, TuningExample example)
    {
        writer.WriteStartArray(ContentsNames.Contents);
        WriteTurn(writer, example.TextInput);
        WriteTurn(writer, example.Output);
        if (example.RejectedOutput != null)
        {
            WriteTurn(writer, example.RejectedOutput);
        }

        writer.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(ContentsNames.Role, ContentsNames.User);
        writer.WriteStartArray(ContentsNames.Parts);
        writer.WriteStartObject();
        writer.WriteString(ContentsNames.Text, text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTurn(Utf8JsonWriter writer, JsonElement turn)
    {
        writer.WriteStartObject();
        writer.WriteString(ContentsNames.Role, ContentsNames.User);
        writer.WritePropertyName(ContentsNames.Parts);
        turn.GetProperty(ContentsNames.Parts).WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, JsonElement row)
    {
        if (ContentsNames.TryGetSystemInstruction(row, out _, out var system))
        {
            writer.WritePropertyName("systemInstruction");
            system.WriteTo(writer);
        }

        writer.WriteStartArray(ContentsNames.Contents);
        foreach (var turn in row.GetProperty(ContentsNames.Contents).EnumerateArray())
        {
            WriteTurn(writer, turn);
        }

        if (row.TryGetProperty(ContentsNames.Completions, out var completions))
        {
            foreach (var item in completions.EnumerateArray())
            {
                WriteTurn(writer, item.GetProperty(ContentsNames.Completion));
            }
        }

        writer.WriteEndArray();
    }
}
