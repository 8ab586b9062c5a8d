using System;
using System.Globalization;

namespace GeminiTuning.Emulator.State;

/// <summary>Times as the service writes them.</summary>
internal static class WireTime
{
    /// <summary>Without fractional digits.</summary>
    public static string Seconds(DateTimeOffset time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>With six fractional digits.</summary>
    public static string Micros(DateTimeOffset time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    /// <summary>With nine fractional digits, of which .NET knows seven.</summary>
    public static string Nanos(DateTimeOffset time) => Format(time, "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'");

    public static DateTimeOffset Parse(string text)
    {
        // .NET reads at most seven fractional digits.
        var point = text.IndexOf('.');
        var digits = text.Length - point - 2;
        return DateTimeOffset.Parse(point > 0 && digits > 7 ? text.Remove(point + 8, digits - 7) : text, CultureInfo.InvariantCulture);
    }

    private static string Format(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
