using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Which names a bucket may have.</summary>
internal static class BucketNames
{
    /// <summary>Buckets with names that begin so are somebody else's: whoever asks lacks the rights.</summary>
    public const string ForbiddenPrefix = "forbidden-";

    private const int LongestPart = 63;
    private const int LongestWithDots = 222;

    private static readonly Regex Shape = new(@"^[a-z0-9][a-z0-9._-]+[a-z0-9]\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Address = new(@"^\d+\.\d+\.\d+\.\d+$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    public static bool IsValid(string name)
    {
        var parts = name.Split('.');
        return Shape.IsMatch(name)
            && name.Length <= (parts.Length > 1 ? LongestWithDots : LongestPart)
            && parts.All(part => part.Length is > 0 and <= LongestPart)
            && !Address.IsMatch(name)
            && !name.StartsWith("goog", StringComparison.Ordinal)
            && name.IndexOf("google", StringComparison.Ordinal) < 0
            && name.IndexOf("g00gle", StringComparison.Ordinal) < 0;
    }
}
