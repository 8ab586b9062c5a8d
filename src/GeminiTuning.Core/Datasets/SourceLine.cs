using System.Globalization;

namespace GeminiTuning.Core.Datasets;

/// <summary>Words a place in a file for <see cref="TuningExample.Source"/> and for errors.</summary>
internal static class SourceLine
{
    public static string Of(string fileName, long line) => fileName + ", line " + line.ToString(CultureInfo.InvariantCulture);
}
