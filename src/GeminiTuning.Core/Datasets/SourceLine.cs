using System.Globalization;

namespace GeminiTuning.Core.Datasets;

/// <summary>Words a place in a file for <see cref="TuningExample.Source"/> and for errors.</summary>
internal static class SourceLine
{
    public static string Of(string fileName, long line) => string.Format(CultureInfo.InvariantCulture, "{0}, line {1}", fileName, line);
}
