using System;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>
/// The rule for one segment of a resource name. It is wider than the service's own, as ids that the service chose must
/// pass, and narrow enough that a name can never reach another path, method or query than the one that was meant.
/// </summary>
internal static class ResourceId
{
    private static readonly Regex Rule = new(
        @"\A[A-Za-z0-9](?:[A-Za-z0-9_\-]|\.(?!\.)){0,127}\z",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public static bool IsValid(string text) => Rule.IsMatch(text);

    /// <summary>Takes the prefix off a name, which may come without it, and checks what is left.</summary>
    public static bool TryTake(string name, string prefix, out string id)
    {
        id = name.StartsWith(prefix, StringComparison.Ordinal) ? name.Substring(prefix.Length) : name;
        return IsValid(id);
    }
}
