using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.GeminiApi;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The service's rules for labels.</summary>
internal static class LabelRules
{
    public static void Check(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels == null)
        {
            return;
        }

        if (labels.Count > VertexErrors.MostLabels)
        {
            throw VertexErrors.LabelInvalid(labels.Keys.Last(), "there are too many");
        }

        foreach (var label in labels)
        {
            if (Problem(label.Key, label.Value) is { } problem)
            {
                throw VertexErrors.LabelInvalid(label.Key, problem);
            }
        }
    }

    private static string? Problem(string key, string? value)
    {
        if (key.Length == 0 || !IsLetter(key[0]))
        {
            return "its key does not begin with a small letter";
        }

        return ProblemOf("key", key) ?? ProblemOf("value", value ?? string.Empty);
    }

    private static string? ProblemOf(string what, string text)
    {
        if (CharacterCount.Exceeds(text, VertexErrors.MostLabelCharacters))
        {
            return "its " + what + " is too long";
        }

        return text.All(IsAllowed) ? null : "its " + what + " '" + text + "' has a character that is not allowed";
    }

    // Letters of any script are allowed, but no capital ones; beyond the basic plane the service may judge.
    private static bool IsAllowed(char character) =>
        character is '_' or '-' || IsLetter(character) || char.IsDigit(character) || char.IsSurrogate(character);

    private static bool IsLetter(char character) => (char.IsLetter(character) && !char.IsUpper(character)) || char.IsHighSurrogate(character);
}
