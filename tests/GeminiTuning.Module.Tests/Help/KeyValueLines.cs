using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Module.Tests.Help;

/// <summary>The flat YAML of help pages: one key and its value a line.</summary>
internal static class KeyValueLines
{
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> lines) => lines
        .Where(static line => line.Length > 0)
        .Select(static line => line.Split(':', 2))
        .ToDictionary(static pair => pair[0], static pair => pair[1].Trim().Trim('\''), StringComparer.Ordinal);
}
