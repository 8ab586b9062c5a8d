using System;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The rule for the place that training data is uploaded to: <c>gs://bucket[/prefix]</c>.</summary>
internal static class StagingUriRule
{
    private static readonly Regex Rule = new(
        @"\Ags://[a-z0-9][a-z0-9._\-]{1,220}[a-z0-9](?:/[^\r\n?#*\[\]]*)?\z",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>The address without a slash at its end.</summary>
    public static string? Check(string? uri)
    {
        if (uri == null)
        {
            return null;
        }

        var trimmed = uri.Trim();
        return Rule.IsMatch(trimmed) ? trimmed.TrimEnd('/') : throw VertexErrors.StagingUriInvalid(uri);
    }
}
