using System;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Schema;

/// <summary>Converts single JSON values by the rules of proto3's JSON mapping.</summary>
internal static class ScalarReader
{
    private static readonly string[] TimestampFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The value, or <see langword="null"/> where it does not fit the field's type.</summary>
    public static object? Read(FieldDescriptor field, JsonValue value) => field.Kind switch
    {
        FieldKind.Double => ReadDouble(value),
        FieldKind.Float => ReadFloat(value),
        FieldKind.Int32 => ReadInteger(value, int.MinValue, int.MaxValue) is { } number ? (int)number : null,
        FieldKind.Int64 => ReadInteger(value, long.MinValue, long.MaxValue) is { } number ? (long)number : null,
        FieldKind.Bool => ReadBool(value),
        FieldKind.String or FieldKind.FieldMask => value.Kind == JsonKind.String ? value.Text : null,
        FieldKind.Bytes => value.Kind == JsonKind.String ? ReadBytes(value.Text) : null,
        FieldKind.Enum => ReadEnum(field.Enum!, value),
        FieldKind.Timestamp => value.Kind == JsonKind.String && IsTimestamp(value.Text) ? value.Text : null,
        FieldKind.Duration => value.Kind == JsonKind.String && IsDuration(value.Text) ? value.Text : null,
        _ => null,
    };

    private static double? ReadDouble(JsonValue value)
    {
        double? number = value.Kind switch
        {
            JsonKind.String when string.Equals(value.Text, "NaN", StringComparison.Ordinal) => double.NaN,
            JsonKind.String when string.Equals(value.Text, "Infinity", StringComparison.Ordinal) => double.PositiveInfinity,
            JsonKind.String when string.Equals(value.Text, "-Infinity", StringComparison.Ordinal) => double.NegativeInfinity,
            JsonKind.String or JsonKind.Number => ParseFinite(value.Text),
            _ => null,
        };
        return number;
    }

    private static float? ReadFloat(JsonValue value)
    {
        if (ReadDouble(value) is not { } number)
        {
            return null;
        }

        var single = (float)number;
        return float.IsInfinity(single) && !double.IsInfinity(number) ? null : single;
    }

    private static double? ParseFinite(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && !double.IsInfinity(number) && !double.IsNaN(number)
            ? number
            : null;

    private static decimal? ReadInteger(JsonValue value, decimal smallest, decimal largest) =>
        value.Kind is JsonKind.Number or JsonKind.String
        && decimal.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
        && decimal.Truncate(number) == number && number >= smallest && number <= largest
            ? number
            : null;

    private static object? ReadBool(JsonValue value) => (value.Kind, value.Text) switch
    {
        (JsonKind.Boolean or JsonKind.String, "true") => true,
        (JsonKind.Boolean or JsonKind.String, "false") => false,
        _ => null,
    };

    private static object? ReadEnum(EnumDescriptor descriptor, JsonValue value)
    {
        if (value.Kind == JsonKind.String && descriptor.NumberOf(value.Text) is { } named)
        {
            return named;
        }

        return ReadInteger(value, int.MinValue, int.MaxValue) is { } number ? (int)number : null;
    }

    private static byte[]? ReadBytes(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        base64 += new string('=', (4 - (base64.Length % 4)) % 4);
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsTimestamp(string text)
    {
        // .NET reads at most seven fractional digits where the service takes nine.
        var point = text.IndexOf('.');
        if (point > 0)
        {
            var end = point + 1;
            while (end < text.Length && char.IsDigit(text[end]))
            {
                end++;
            }

            if (end - point is 1 or > 10)
            {
                return false;
            }

            text = text.Substring(0, Math.Min(end, point + 8)) + text.Substring(end);
        }

        return (text.EndsWith("Z", StringComparison.Ordinal) || text.Skip(19).Any(character => character is '+' or '-'))
            && DateTimeOffset.TryParseExact(text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool IsDuration(string text) =>
        text.EndsWith("s", StringComparison.Ordinal) && ParseFinite(text.Substring(0, text.Length - 1)) is not null;
}
