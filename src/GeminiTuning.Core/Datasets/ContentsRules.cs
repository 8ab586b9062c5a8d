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
    public static RowProblem? Find(JsonElement row, TuningMethod method) => Find(row) ?? (method == TuningMethod.Preference
        ? PreferenceProblem(row)
        : SupervisedProblem(row));

    /// <summary>What is wrong whatever the method, or <see langword="null"/>.</summary>
    public static RowProblem? Find(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Contents, out var contents))
        {
            return new RowProblem(TrainingRuleIds.MissingField, ContentsNames.Contents, "the field 'contents' is missing");
        }

        if (contents.ValueKind != JsonValueKind.Array || contents.GetArrayLength() == 0)
        {
            return new RowProblem(TrainingRuleIds.EmptyField, ContentsNames.Contents, "the field 'contents' must be a list of turns, and not an empty one");
        }

        return SystemProblem(row) ?? TurnsProblem(contents) ?? CompletionsProblem(row);
    }

    private static RowProblem? SystemProblem(JsonElement row)
    {
        if (!ContentsNames.TryGetSystemInstruction(row, out var name, out var system))
        {
            return null;
        }

        if (system.ValueKind == JsonValueKind.Object && system.TryGetProperty(ContentsNames.Role, out var role)
            && !IsText(role, ContentsNames.System) && !IsText(role, ContentsNames.User))
        {
            return Bad(TrainingRuleIds.WrongRole, name + ".role", " is " + Shown(role) + "; it must be 'system' or be left out");
        }

        return PartsProblem(system, name);
    }

    private static RowProblem? TurnsProblem(JsonElement contents)
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

    private static RowProblem? TurnProblem(JsonElement turn, int index)
    {
        if (turn.ValueKind != JsonValueKind.Object)
        {
            return Bad(TrainingRuleIds.MissingField, At("contents[{0}]", index), " is not an object with a role and parts");
        }

        if (!turn.TryGetProperty(ContentsNames.Role, out var role))
        {
            return Bad(TrainingRuleIds.WrongRole, At("contents[{0}].role", index), " is missing; it must be 'user' or 'model'");
        }

        return IsText(role, ContentsNames.User) || IsText(role, ContentsNames.Model)
            ? PartsProblem(turn, At("contents[{0}]", index))
            : Bad(
                TrainingRuleIds.WrongRole,
                At("contents[{0}].role", index),
                " is " + Shown(role) + "; it must be 'user' or 'model'"
                    + (IsText(role, ContentsNames.System) ? " (a system instruction stands in the field 'systemInstruction')" : string.Empty));
    }

    private static RowProblem? PartsProblem(JsonElement content, string field)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            return Bad(TrainingRuleIds.MissingField, field, " is not an object with parts");
        }

        if (!content.TryGetProperty(ContentsNames.Parts, out var parts) || parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0)
        {
            var isMissing = parts.ValueKind is JsonValueKind.Undefined;
            return Bad(
                isMissing ? TrainingRuleIds.MissingField : TrainingRuleIds.EmptyField,
                field + ".parts",
                " is " + (isMissing ? "missing" : "empty or not a list") + "; a turn needs at least one part");
        }

        var index = 0;
        foreach (var part in parts.EnumerateArray())
        {
            if (PartProblem(part) is { } problem)
            {
                return Bad(TrainingRuleIds.EmptyField, field + At(".parts[{0}]", index), problem);
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

    private static RowProblem? CompletionsProblem(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Completions, out var completions))
        {
            return null;
        }

        if (completions.ValueKind != JsonValueKind.Array || completions.GetArrayLength() != 2)
        {
            return Completions("the field 'completions' must be a list of two answers, one with the score 1 and one with 0");
        }

        var preferred = 0;
        for (var i = 0; i < 2; i++)
        {
            if (CompletionProblem(completions[i], At("completions[{0}]", i), ref preferred) is { } problem)
            {
                return problem;
            }
        }

        return preferred == 1 ? null : Completions("the field 'completions' must have one answer with the score 1 and one with 0");
    }

    private static RowProblem? CompletionProblem(JsonElement item, string field, ref int preferred)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(ContentsNames.Completion, out var completion))
        {
            return Bad(TrainingRuleIds.MissingField, field + ".completion", " is missing");
        }

        if (!item.TryGetProperty(ContentsNames.Score, out var score) || score.ValueKind != JsonValueKind.Number
            || !score.TryGetDouble(out var value) || value is not (0 or 1))
        {
            return Bad(TrainingRuleIds.WrongCompletions, field + ".score", " must be 1 for the preferred answer and 0 for the other");
        }

        preferred += (int)value;
        return PartsProblem(completion, field + ".completion")
            ?? (ContentsNames.Is(completion, ContentsNames.Role, ContentsNames.Model) ? null : Bad(TrainingRuleIds.WrongRole, field + ".completion.role", " must be 'model'"));
    }

    private static RowProblem? SupervisedProblem(JsonElement row)
    {
        if (row.TryGetProperty(ContentsNames.Completions, out _))
        {
            return Completions("the field 'completions' belongs to preference tuning");
        }

        return LastTurnIs(row, ContentsNames.Model) ? null : LastTurn("the last turn of 'contents' must have the role 'model': it is the answer to learn");
    }

    private static RowProblem? PreferenceProblem(JsonElement row)
    {
        if (!row.TryGetProperty(ContentsNames.Completions, out _))
        {
            return Completions("the field 'completions' is missing; preference tuning needs a preferred and a rejected answer");
        }

        return LastTurnIs(row, ContentsNames.User) ? null : LastTurn("the last turn of 'contents' must have the role 'user': the answers stand in 'completions'");
    }

    private static RowProblem Bad(string ruleId, string field, string text) => new(ruleId, field, field + text);

    private static RowProblem Completions(string text) => new(TrainingRuleIds.WrongCompletions, ContentsNames.Completions, text);

    private static RowProblem LastTurn(string text) => new(TrainingRuleIds.LastTurn, ContentsNames.Contents, text);

    private static bool LastTurnIs(JsonElement row, string role)
    {
        var contents = row.GetProperty(ContentsNames.Contents);
        return ContentsNames.Is(contents[contents.GetArrayLength() - 1], ContentsNames.Role, role);
    }

    private static bool IsText(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? "'" + value.GetString() + "'" : "not a text";

    private static string At(string format, int index) => string.Format(CultureInfo.InvariantCulture, format, index);
}
