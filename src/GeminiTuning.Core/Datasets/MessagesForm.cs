using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Reads the form of an example that chat services take: <c>messages</c>, or <c>input</c>, <c>preferred_output</c> and
/// <c>non_preferred_output</c>. What it cannot be turned into is refused and not left out, as a model would learn something else.
/// </summary>
internal static class MessagesForm
{
    // What is written of a row with a problem is dropped, so its ends need not fit.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Whether a row is written in this form.</summary>
    public static bool Is(JsonElement row) => HasMessages(row) || IsPreference(row);

    /// <summary>Makes an example of a row.</summary>
    public static TuningExample Read(JsonElement row, string source)
    {
        var line = new LineBuffer(1024);
        using (var json = new Utf8JsonWriter(line, Compact))
        {
            if ((HasMessages(row) ? WriteRow(json, row) : WritePreference(json, row)) is { } problem)
            {
                throw DatasetErrors.TrainingRowInvalid(source, problem);
            }
        }

        using var contents = JsonDocument.Parse(line.Written);
        return ContentsForm.Read(contents.RootElement, source, isLine: true);
    }

    private static bool HasMessages(JsonElement row) => row.TryGetProperty(MessagesNames.Messages, out var messages) && messages.ValueKind == JsonValueKind.Array;

    private static bool IsPreference(JsonElement row) =>
        row.TryGetProperty(MessagesNames.Input, out var input) && input.ValueKind == JsonValueKind.Object && HasMessages(input);

    private static string? WriteRow(Utf8JsonWriter json, JsonElement row)
    {
        json.WriteStartObject();
        var problem = WriteMessages(json, row);
        json.WriteEndObject();
        return problem;
    }

    private static string? WritePreference(Utf8JsonWriter json, JsonElement row)
    {
        json.WriteStartObject();
        var problem = WriteMessages(json, row.GetProperty(MessagesNames.Input));
        if (problem != null)
        {
            return "input." + problem;
        }

        json.WriteStartArray(ContentsNames.Completions);
        problem = WriteAnswer(json, row, MessagesNames.Preferred, 1) ?? WriteAnswer(json, row, MessagesNames.Rejected, 0);
        json.WriteEndArray();
        json.WriteEndObject();
        return problem;
    }

    private static string? WriteAnswer(Utf8JsonWriter json, JsonElement row, string name, int score)
    {
        if (!row.TryGetProperty(name, out var answer) || answer.ValueKind != JsonValueKind.Array || answer.GetArrayLength() != 1
            || RoleOf(answer[0]) is not ContentsNames.Model)
        {
            return name + " must be a list of one message with the role 'assistant'";
        }

        json.WriteStartObject();
        json.WriteNumber(ContentsNames.Score, score);
        json.WritePropertyName(ContentsNames.Completion);
        var problem = WriteMessage(json, answer[0], ContentsNames.Model);
        json.WriteEndObject();
        return problem == null ? null : name + "[0]" + problem;
    }

    private static string? WriteMessages(Utf8JsonWriter json, JsonElement row)
    {
        foreach (var member in row.EnumerateObject())
        {
            if (member.Name is "tools" or "functions" && member.Value.ValueKind != JsonValueKind.Null)
            {
                return member.Name + " cannot be turned into Vertex AI's form; write the row in that form ('contents'), or leave them out";
            }
        }

        List<JsonElement> messages = [.. row.GetProperty(MessagesNames.Messages).EnumerateArray()];
        var system = messages.TakeWhile(static message => RoleOf(message) is ContentsNames.System).Count();
        if (system > 0 && WriteSystem(json, messages.Take(system)) is { } systemProblem)
        {
            return systemProblem;
        }

        json.WriteStartArray(ContentsNames.Contents);
        for (var i = system; i < messages.Count; i++)
        {
            var role = RoleOf(messages[i]);
            var problem = role is ContentsNames.User or ContentsNames.Model ? WriteMessage(json, messages[i], role)
                : role is ContentsNames.System ? ".role is 'system', which can only be that of the first messages"
                : ".role must be 'system', 'user' or 'assistant'";
            if (problem != null)
            {
                return At(i) + problem;
            }
        }

        json.WriteEndArray();
        return messages.Count > system ? null : "messages has no turn";
    }

    private static string? WriteSystem(Utf8JsonWriter json, IEnumerable<JsonElement> messages)
    {
        json.WriteStartObject("systemInstruction");
        json.WriteString(ContentsNames.Role, ContentsNames.System);
        json.WriteStartArray(ContentsNames.Parts);
        var index = 0;
        foreach (var message in messages)
        {
            if (WriteParts(json, message) is { } problem)
            {
                return At(index) + problem;
            }

            index++;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static string? WriteMessage(Utf8JsonWriter json, JsonElement message, string role)
    {
        json.WriteStartObject();
        json.WriteString(ContentsNames.Role, role);
        json.WriteStartArray(ContentsNames.Parts);
        if (WriteParts(json, message) is { } problem)
        {
            return problem;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static string? WriteParts(Utf8JsonWriter json, JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
        {
            if ((member.Name is "tool_calls" or "function_call" or "audio" or "refusal" && member.Value.ValueKind != JsonValueKind.Null)
                || (member.Name is "weight" && member.Value.ValueKind == JsonValueKind.Number && member.Value.GetRawText() is "0"))
            {
                return "." + member.Name + " cannot be turned into Vertex AI's form; write the row in that form ('contents')";
            }
        }

        if (!message.TryGetProperty(MessagesNames.Content, out var content))
        {
            return ".content is missing";
        }

        if (content.ValueKind == JsonValueKind.String)
        {
            return WritePart(json, content);
        }

        if (content.ValueKind != JsonValueKind.Array || content.GetArrayLength() == 0)
        {
            return ".content must be a text or a list of parts of text";
        }

        foreach (var part in content.EnumerateArray())
        {
            var isText = part.ValueKind == JsonValueKind.Object && ContentsNames.Is(part, MessagesNames.Type, MessagesNames.Text);
            if (!isText || !part.TryGetProperty(MessagesNames.Text, out var text) || text.ValueKind != JsonValueKind.String)
            {
                return ".content has a part that is no text; write the row in Vertex AI's form ('contents')";
            }

            if (WritePart(json, text) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? WritePart(Utf8JsonWriter json, JsonElement text)
    {
        if (text.ValueEquals(string.Empty))
        {
            return ".content is empty";
        }

        json.WriteStartObject();
        json.WriteString(ContentsNames.Text, text.GetString());
        json.WriteEndObject();
        return null;
    }

    /// <summary>The message's role in Vertex AI's words.</summary>
    private static string? RoleOf(JsonElement message) => message.ValueKind != JsonValueKind.Object ? null
        : ContentsNames.TextOf(message, MessagesNames.Role) switch
        {
            "assistant" or ContentsNames.Model => ContentsNames.Model,
            "system" or "developer" => ContentsNames.System,
            ContentsNames.User => ContentsNames.User,
            _ => null,
        };

    private static string At(int index) => string.Format(CultureInfo.InvariantCulture, "messages[{0}]", index);
}
