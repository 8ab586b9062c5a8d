using System;
using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The ids of tuned models.</summary>
internal static class TunedModelIds
{
    private const int MaxLength = 40;
    private static readonly Regex Pattern = new(@"\A[a-z]([a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static bool IsValid(string id) => Pattern.IsMatch(id);

    /// <summary>Makes an id of a display name: its words in lower case, and twelve random characters.</summary>
    public static string Create(string displayName)
    {
        var words = new StringBuilder();
        foreach (var character in displayName)
        {
            if (character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') || (character is >= '0' and <= '9' && words.Length > 0))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (words.Length > 0 && words[words.Length - 1] != '-')
            {
                words.Append('-');
            }
        }

        var suffix = RandomIds.Create(startWithLetter: true);
        words.Length = Math.Min(words.Length, MaxLength - 1 - suffix.Length);
        var prefix = words.ToString().TrimEnd('-');
        return prefix.Length == 0 ? suffix : prefix + "-" + suffix;
    }
}
