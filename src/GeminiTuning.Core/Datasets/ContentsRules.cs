using System.Globalization;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Holds one line of Vertex AI's form against its rules. Vertex AI itself finds a bad line minutes later, and names it by
/// number only.
/// </summary>
internal static class ContentsRules
{
    /// <summary>What is wrong for the method, or <see langword="null"/>.</summary>
    public static string? Problem(JsonElement row, TuningMethod method) => Problem(row) ?? (method == TuningMethod.Preference
        ? PreferenceProblem(row)
        : SupervisedProblem(row));

    /// <summary>What is wrong whatever the method, or <see langword="null"/>.</summary>
    public static string? Problem(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Contents, out var contents))
        {
            return "the field 'contents' is missing";
        }

        if (contents.ValueKind != JsonValueKind.Array || contents.GetArrayLength() == 0)
        {
            return "the field 'contents' must be a list of turns, and not an empty one";
        }

        return SystemProblem(row) ?? TurnsProblem(contents) ?? CompletionsProblem(row);
    }

    private static string? SystemProblem(JsonElement row)
    {
        if (!ContentsNames.TryGetSystemInstruction(row, out var name, out var system))
        {
            return null;
        }

        if (system.ValueKind == JsonValueKind.Object && system.TryGetProperty(ContentsNames.Role, out var role)
            && !IsText(role, ContentsNames.System) && !IsText(role, ContentsNames.User))
        {
            return name + ".role is " + Shown(role) + "; it must be 'system' or be left out";
        }

        return PartsProblem(system, name);
    }

    private static string? TurnsProblem(JsonElement contents)
    {
        var index = 0;
        foreach (var turn in contents.EnumerateArray())
        {
            if (TurnProblem(turn, index) is { } problem)
            {
                return problem;
            }

            index++;
        }

        return null;
    }

    private static string? TurnProblem(JsonElement turn, int index)
    {
        if (turn.ValueKind != JsonValueKind.Object)
        {
            return At("contents[{0}]", index) + " is not an object with a role and parts";
        }

        if (!turn.TryGetProperty(ContentsNames.Role, out var role))
        {
            return At("contents[{0}].role", index) + " is missing; it must be 'user' or 'model'";
        }

        return IsText(role, ContentsNames.User) || IsText(role, ContentsNames.Model)
            ? PartsProblem(turn, At("contents[{0}]", index))
            : At("contents[{0}].role", index) + " is " + Shown(role) + "; it must be 'user' or 'model'"
                + (IsText(role, ContentsNames.System) ? " (a system instruction stands in the field 'systemInstruction')" : string.Empty);
    }

    private static string? PartsProblem(JsonElement content, string field)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            return field + " is not an object with parts";
        }

        if (!content.TryGetProperty(ContentsNames.Parts, out var parts) || parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0)
        {
            return field + ".parts is " + (parts.ValueKind is JsonValueKind.Undefined ? "missing" : "empty or not a list") + "; a turn needs at least one part";
        }

        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            if (PartProblem(part) is { } problem)
            {
                return field + At(".parts[{0}]", index) + problem;
            }

            index++;
        }

        return null;
    }

    private static string? PartProblem(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return " is not an object, such as {\"text\":\"…\"}";
        }

        using var members = part.EnumerateObject();
        if (!members.MoveNext())
        {
            return " is empty";
        }

        if (!part.TryGetProperty(ContentsNames.Text, out var text))
        {
            return null;
        }

        return text.ValueKind != JsonValueKind.String ? ".text is not a text"
            : text.ValueEquals(string.Empty) ? ".text is empty"
            : null;
    }

    private static string? CompletionsProblem(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Completions, out var completions))
        {
            return null;
        }

        if (completions.ValueKind != JsonValueKind.Array || completions.GetArrayLength() != 2)
        {
            return "the field 'completions' must be a list of two answers, one with the score 1 and one with 0";
        }

        var preferred = 0;
        for (var i = 0; i < 2; i++)
        {
            if (CompletionProblem(completions[i], At("completions[{0}]", i), ref preferred) is { } problem)
            {
                return problem;
            }
        }

        return preferred == 1 ? null : "the field 'completions' must have one answer with the score 1 and one with 0";
    }

    private static string? CompletionProblem(JsonElement item, string field, ref int preferred)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(ContentsNames.Completion, out var completion))
        {
            return field + ".completion is missing";
        }

        if (!item.TryGetProperty(ContentsNames.Score, out var score) || score.ValueKind != JsonValueKind.Number
            || !score.TryGetDouble(out var value) || value is not (0 or 1))
        {
            return field + ".score must be 1 for the preferred answer and 0 for the other";
        }

        preferred += (int)value;
        return PartsProblem(completion, field + ".completion")
            ?? (ContentsNames.Is(completion, ContentsNames.Role, ContentsNames.Model) ? null : field + ".completion.role must be 'model'");
    }

    private static string? SupervisedProblem(JsonElement row)
    {
        if (row.TryGetProperty(ContentsNames.Completions, out _))
        {
            return "the field 'completions' belongs to preference tuning";
        }

        return LastTurnIs(row, ContentsNames.Model) ? null : "the last turn of 'contents' must have the role 'model': it is the answer to learn";
    }

    private static string? PreferenceProblem(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Completions, out _))
        {
            return "the field 'completions' is missing; preference tuning needs a preferred and a rejected answer";
        }

        return LastTurnIs(row, ContentsNames.User) ? null : "the last turn of 'contents' must have the role 'user': the answers stand in 'completions'";
    }

    private static bool LastTurnIs(JsonElement row, string role)
    {
        var contents = row.GetProperty(ContentsNames.Contents);
        return ContentsNames.Is(contents[contents.GetArrayLength() - 1], ContentsNames.Role, role);
    }

    private static bool IsText(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? "'" + value.GetString() + "'" : "not a text";

    private static string At(string format, int index) => string.Format(CultureInfo.InvariantCulture, format, index);
}
