using System;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>The names in Vertex AI's form of an example.</summary>
internal static class ContentsNames
{
    public const string Contents = "contents";
    public const string Role = "role";
    public const string Parts = "parts";
    public const string Text = "text";
    public const string Completions = "completions";
    public const string Score = "score";
    public const string Completion = "completion";
    public const string User = "user";
    public const string Model = "model";
    public const string System = "system";

    /// <summary>Looks a system instruction up under either of its spellings.</summary>
    public static bool TryGetSystemInstruction(JsonElement row, out string name, out JsonElement value)
    {
        name = "systemInstruction";
        if (row.TryGetProperty(name, out value))
        {
            return true;
        }

        name = "system_instruction";
        return row.TryGetProperty(name, out value);
    }

    /// <summary>The member's text, or <see langword="null"/> where there is none.</summary>
    public static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether the text is the member's, without making a string of it.</summary>
    public static bool Is(JsonElement parent, string name, string text) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text.AsSpan());
}
