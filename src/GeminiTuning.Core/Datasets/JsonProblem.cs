using System;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Words a fault in JSON without the parser's own counting, which starts at 0.</summary>
internal static class JsonProblem
{
    public static string Of(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "it is not JSON: " + (end < 0 ? exception.Message : exception.Message.Substring(0, end)).TrimEnd('.', ' ');
    }
}
