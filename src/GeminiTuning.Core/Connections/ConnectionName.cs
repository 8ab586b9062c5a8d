using System;
using System.Text.RegularExpressions;

namespace GeminiTuning.Core.Connections;

/// <summary>What a saved connection may be called: nothing that is a wildcard, needs quotes or is not seen.</summary>
internal static class ConnectionName
{
    private static readonly Regex Rule = new(@"\A[\p{L}\p{N}][\p{L}\p{N}._\-]{0,63}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool IsValid(string name) => Rule.IsMatch(name);
}
