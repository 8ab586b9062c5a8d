using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Holds an example against the rules of Vertex AI's training data.</summary>
internal static class ExampleRules
{
    /// <summary>The rule in words.</summary>
    public static string Text(TuningMethod method) => method == TuningMethod.Preference
        ? "Each row needs a prompt (text_input), a preferred answer (output) and a rejected one (rejected_output), or Vertex AI's fields 'contents' and 'completions'."
        : "Each row needs a prompt (text_input) and an answer (output), or Vertex AI's field 'contents' with turns of 'user' and 'model'.";

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static RowProblem? Find(TuningExample example, TuningMethod method)
    {
        if (example.Json != null)
        {
            return Find(example.Json, method);
        }

        if (string.IsNullOrWhiteSpace(example.TextInput))
        {
            return new RowProblem(TrainingRuleIds.EmptyField, RowTexts.Input, "the prompt is blank");
        }

        if (string.IsNullOrWhiteSpace(example.Output))
        {
            return new RowProblem(TrainingRuleIds.EmptyField, RowTexts.Output, "the answer is blank");
        }

        return method == TuningMethod.Preference && string.IsNullOrWhiteSpace(example.RejectedOutput)
            ? new RowProblem(TrainingRuleIds.EmptyField, RowTexts.Rejected, "it has no rejected answer, which preference tuning needs (a column or key 'rejected_output')")
            : null;
    }

    private static RowProblem? Find(string json, TuningMethod method)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ContentsRules.Find(document.RootElement, method)
                : new RowProblem(TrainingRuleIds.InvalidRow, null, "it is not an object with the field 'contents'");
        }
        catch (JsonException e)
        {
            return new RowProblem(TrainingRuleIds.InvalidFormat, null, JsonProblem.Of(e));
        }
    }
}
