using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The bytes that a download asks for.</summary>
/// <param name="First">The place of the first one.</param>
/// <param name="Count">How many.</param>
internal sealed record ByteRange(long First, long Count)
{
    private static readonly Regex Shape = new(
        @"^bytes=\s*(?<first>\d{0,18})\s*-\s*(?<last>\d{0,18})\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads a header <c>Range</c>.</summary>
    /// <returns><see langword="null"/> where the whole is to be sent: without a header, or with one that means nothing.</returns>
    public static ByteRange? Parse(string? header, long length)
    {
        var match = Shape.Match(header ?? "");
        var first = Number(match.Groups["first"]);
        var last = Number(match.Groups["last"]);
        if (!match.Success || (first is null && last is null) || last < first)
        {
            return null;
        }

        // Without a first place the number is that of the bytes at the end.
        var begin = first ?? Math.Max(0, length - last!.Value);
        var end = first is null ? length - 1 : Math.Min(last ?? long.MaxValue, length - 1);
        return begin <= end
            ? new ByteRange(begin, end - begin + 1)
            : throw new StorageException(416, "requestedRangeNotSatisfiable", "The requested range cannot be satisfied.") { Length = length };
    }

    private static long? Number(Group group) => group.Success && group.Length > 0 ? long.Parse(group.Value, CultureInfo.InvariantCulture) : null;
}
