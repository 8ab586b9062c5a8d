using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning.Binding;

/// <summary>Reads labels from the hashtable that PowerShell users write them in.</summary>
internal static class LabelTable
{
    /// <summary>Reads labels.</summary>
    /// <param name="table">Names and values; numbers become text.</param>
    /// <returns>The labels. Their rules are checked by the service's backend.</returns>
    public static IReadOnlyDictionary<string, string> ToLabels(this Hashtable table) => table.Cast<DictionaryEntry>().ToDictionary(
        static entry => Text(entry.Key),
        static entry => Text(entry.Value),
        StringComparer.Ordinal);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
