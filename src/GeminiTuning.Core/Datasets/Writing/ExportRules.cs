using System;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>Holds a row against what the service takes that it is written for.</summary>
internal static class ExportRules
{
    public static TuningMethod MethodOf(TuningExample example) =>
        string.IsNullOrEmpty(example.RejectedOutput) ? TuningMethod.Supervised : TuningMethod.Preference;

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static string? Problem(TuningExample example, TuningBackend backend)
    {
        var isHalf = HalfCharacter.IsIn(example.TextInput) || HalfCharacter.IsIn(example.Output) || HalfCharacter.IsIn(example.RejectedOutput)
            || HalfCharacter.IsIn(example.Json);
        return isHalf ? HalfCharacter.Problem
            : (backend == TuningBackend.GeminiApi ? GeminiApiProblem(example) : null)
                ?? ExampleRules.Find(example, MethodOf(example))?.Text
                ?? (HasHalfEscape(example.Json) ? HalfCharacter.Problem : null);
    }

    private static bool HasHalfEscape(string? json)
    {
        if (json?.Contains("\\u", StringComparison.Ordinal) != true)
        {
            return false;
        }

        using var document = JsonDocument.Parse(json);
        try
        {
            ReadTexts(document.RootElement);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                ReadTexts(member.Value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                ReadTexts(item);
            }
        }
    }

    private static string? GeminiApiProblem(TuningExample example) =>
        example.Json != null ? "it has more than a prompt and an answer, such as further turns or a system instruction, which the Gemini API does not take; export it -For VertexAI"
        : MethodOf(example) == TuningMethod.Preference ? "it has a rejected answer, which the Gemini API does not take; export it -For VertexAI"
        : null;
}
