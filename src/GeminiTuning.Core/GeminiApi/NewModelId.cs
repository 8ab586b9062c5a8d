using System;
using System.Linq;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>
/// Ids for new tuned models, made like the service makes them: of the display name and a random end. Made here, there is
/// always something to look for when the answer to a creation is lost.
/// </summary>
internal static class NewModelId
{
    private const int RandomLength = 12;
    private const int MostOfName = 40 - RandomLength - 1;

    public static string Make(string? displayName) =>
        (Slug(displayName, MostOfName) ?? "tuned") + "-" + Guid.NewGuid().ToString("N").Remove(RandomLength);

    /// <summary>The beginning of a display name in the letters of an id; <see langword="null"/> where none is left.</summary>
    public static string? Slug(string? displayName, int most)
    {
        var slug = string.Concat((displayName ?? string.Empty).ToLowerInvariant().Select(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '-')).Trim('-');
        return slug.Length > 0 && slug[0] is >= 'a' and <= 'z' ? slug.Substring(0, Math.Min(most, slug.Length)).TrimEnd('-') : null;
    }
}
