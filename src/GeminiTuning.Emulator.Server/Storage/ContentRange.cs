using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The header <c>Content-Range</c> of a resumable upload.</summary>
/// <param name="First">The place of the first byte; <see langword="null"/> for a question about the progress.</param>
/// <param name="Last">The place of the last byte; <see langword="null"/> where it is that of the body.</param>
/// <param name="Total">The length of the whole, where it is known.</param>
internal sealed record ContentRange(long? First, long? Last, long? Total)
{
    private static readonly Regex Shape = new(
        @"^bytes\s+(?:\*|(?<first>\d{1,18})-(?:(?<last>\d{1,18})|\*))/(?:(?<total>\d{1,18})|\*)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public bool IsQuestion => First is null;

    /// <summary>Whether the body is the rest of the content, however long it is.</summary>
    public bool IsOpen => First is not null && Last is null;

    /// <summary>Whether more is to come after the body.</summary>
    public bool IsPartial => Last is not null && (Total is null || Last + 1 < Total);

    public static ContentRange Parse(string header)
    {
        var match = Shape.Match(header.Trim());
        var range = new ContentRange(Number(match.Groups["first"]), Number(match.Groups["last"]), Number(match.Groups["total"]));
        return match.Success && !(range.Last < range.First) && !(range.Last >= range.Total) && !(range.First > range.Total)
            ? range
            : throw StorageErrors.Invalid("Failed to parse Content-Range header.");
    }

    private static long? Number(Group group) => group.Success ? long.Parse(group.Value, CultureInfo.InvariantCulture) : null;
}
