using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Reads Vertex AI's form of an example. What says no more than a prompt and an answer becomes just that, so that it can
/// go to either service; anything richer is kept as it is.
/// </summary>
internal static class ContentsForm
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a row is written in this form.</summary>
    public static bool Is(JsonElement row) =>
        row.TryGetProperty(ContentsNames.Contents, out var contents) && contents.ValueKind != JsonValueKind.String;

    /// <summary>Makes an example of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="source">Where it was read.</param>
    /// <param name="isLine">Whether it is written as a line of plain JSON, which can be quoted as it is.</param>
    public static TuningExample Read(JsonElement row, string source, bool isLine)
    {
        if (ContentsRules.Find(row) is { } problem)
        {
            throw DatasetErrors.TrainingRowInvalid(source, problem);
        }

        var contents = row.GetProperty(ContentsNames.Contents);
        var hasCompletions = row.TryGetProperty(ContentsNames.Completions, out var completions);
        string? preferred = null;
        string? rejected = null;
        foreach (var item in hasCompletions ? completions.EnumerateArray() : default)
        {
            var text = FirstText(item.GetProperty(ContentsNames.Completion));
            if (item.GetProperty(ContentsNames.Score).GetDouble() > 0)
            {
                preferred = text;
            }
            else
            {
                rejected = text;
            }
        }

        return new TuningExample
        {
            TextInput = FirstUserText(contents) ?? string.Empty,
            Output = (hasCompletions ? preferred : LastModelText(contents)) ?? string.Empty,
            RejectedOutput = rejected,
            Json = (hasCompletions ? IsPlainPreference(row, contents, completions) : IsPlainPair(row, contents)) ? null
                : isLine ? row.GetRawText() : OneLine(row),
            Source = source,
        };
    }

    private static bool IsPlainPair(JsonElement row, JsonElement contents) =>
        Has(row, 1) && contents.GetArrayLength() == 2 && IsPlainTurn(contents[0], ContentsNames.User) && IsPlainTurn(contents[1], ContentsNames.Model);

    private static bool IsPlainPreference(JsonElement row, JsonElement contents, JsonElement completions) =>
        Has(row, 2) && contents.GetArrayLength() == 1 && IsPlainTurn(contents[0], ContentsNames.User)
        && completions.EnumerateArray().All(static item => Has(item, 2) && IsPlainTurn(item.GetProperty(ContentsNames.Completion), ContentsNames.Model));

    private static bool IsPlainTurn(JsonElement turn, string role) =>
        Has(turn, 2) && ContentsNames.Is(turn, ContentsNames.Role, role)
        && turn.GetProperty(ContentsNames.Parts) is var parts && parts.GetArrayLength() == 1
        && Has(parts[0], 1) && parts[0].TryGetProperty(ContentsNames.Text, out _);

    // The number of members tells whether there is more than was looked for.
    private static bool Has(JsonElement item, int members) => item.EnumerateObject().Count() == members;

    private static string? FirstUserText(JsonElement contents)
    {
        foreach (var turn in contents.EnumerateArray())
        {
            if (ContentsNames.Is(turn, ContentsNames.Role, ContentsNames.User) && FirstText(turn) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? LastModelText(JsonElement contents)
    {
        for (var i = contents.GetArrayLength() - 1; i >= 0; i--)
        {
            if (ContentsNames.Is(contents[i], ContentsNames.Role, ContentsNames.Model) && FirstText(contents[i]) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? FirstText(JsonElement turn)
    {
        foreach (var part in turn.GetProperty(ContentsNames.Parts).EnumerateArray())
        {
            if (ContentsNames.TextOf(part, ContentsNames.Text) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    // Written anew rather than quoted: a .json file may have line breaks, comments and trailing commas in it.
    private static string OneLine(JsonElement row)
    {
        var buffer = new LineBuffer(4096);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            row.WriteTo(writer);
        }

        return buffer.ToString();
    }
}
