using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Holds an example against the rules of Vertex AI's training data.</summary>
internal static class ExampleRules
{
    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static string? Problem(TuningExample example, TuningMethod method)
    {
        if (example.Json != null)
        {
            return Problem(example.Json, method);
        }

        if (string.IsNullOrWhiteSpace(example.TextInput))
        {
            return "the prompt is blank";
        }

        if (string.IsNullOrWhiteSpace(example.Output))
        {
            return "the answer is blank";
        }

        return method == TuningMethod.Preference && string.IsNullOrWhiteSpace(example.RejectedOutput)
            ? "it has no rejected answer, which preference tuning needs (a column or key 'rejected_output')"
            : null;
    }

    private static string? Problem(string json, TuningMethod method)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ContentsRules.Problem(document.RootElement, method)
                : "it is not an object with the field 'contents'";
        }
        catch (JsonException e)
        {
            return JsonProblem.Of(e);
        }
    }
}
