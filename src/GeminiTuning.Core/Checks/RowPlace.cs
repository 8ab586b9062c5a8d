using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Checks;

/// <summary>Where a row stands.</summary>
/// <param name="File">The file; <see langword="null"/> for a row of the pipeline.</param>
/// <param name="Line">The line, or the row's number, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowPlace(string? File, long? Line)
{
    private const string LineMark = ", line ";
    private const string RowMark = "row ";

    /// <summary>Reads a place as <see cref="TuningExample.Source"/> and errors word it; what follows is skipped.</summary>
    public static RowPlace Parse(string? source)
    {
        var at = source?.LastIndexOf(LineMark, StringComparison.Ordinal) ?? -1;
        if (at >= 0 && TryNumber(source!.Substring(at + LineMark.Length), out var line))
        {
            return new RowPlace(source.Substring(0, at), line);
        }

        return source?.StartsWith(RowMark, StringComparison.Ordinal) == true && TryNumber(source.Substring(RowMark.Length), out var row)
            ? new RowPlace(null, row)
            : default;
    }

    public override string ToString() => (File, Line) switch
    {
        (null, { } row) => RowMark + row.ToString(CultureInfo.InvariantCulture),
        ({ } file, { } line) => Path.GetFileName(file) + LineMark + line.ToString(CultureInfo.InvariantCulture),
        _ => "an earlier row",
    };

    private static bool TryNumber(string text, out long number)
    {
        var digits = new string([.. text.TakeWhile(static letter => letter is >= '0' and <= '9')]);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
