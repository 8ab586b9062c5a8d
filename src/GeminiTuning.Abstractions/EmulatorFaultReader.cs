using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GeminiTuning;

/// <summary>Reads faults from the forms that people write them in.</summary>
internal static class EmulatorFaultReader
{
    /// <summary>The keys that say what befalls a request; a fault has exactly one of them.</summary>
    private static readonly string[] Kinds = ["Status", "Delay", "Reset", "Truncate", "Stall", "QuotaPerMinute", "DailyQuota", "TokenExpiry"];

    private static readonly string[] Others = ["Probability", "Method", "Path", "Count", "RetryAfter"];

    /// <summary>Reads <c>503:20%</c> and its like.</summary>
    /// <exception cref="TuningException">The text is no fault.</exception>
    public static EmulatorFault Read(string text)
    {
        int colon = text.IndexOf(':');
        string what = (colon < 0 ? text : text.Substring(0, colon)).Trim();
        int equals = what.IndexOf('=');
        string name = equals < 0 ? what : what.Substring(0, equals).TrimEnd();
        object? value = equals < 0 ? true : what.Substring(equals + 1);
        if (name.Length > 0 && name.All(static c => c is >= '0' and <= '9'))
        {
            (name, value) = ("Status", name);
        }
        else if (name.StartsWith("Reset", StringComparison.OrdinalIgnoreCase) && name.Length > 5)
        {
            (name, value) = ("Reset", name.Substring(5));
        }

        if (!Kinds.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw EmulatorFaultRules.Broken(
                "The text", text, "is none. Write a status or a kind and its probability, such as '503:20%', 'ResetAfterApplying:5%', 'Delay=2:10%' or 'QuotaPerMinute=60', or use a hashtable");
        }

        var keys = new List<KeyValuePair<string, object?>> { new(name, value) };
        if (colon >= 0)
        {
            keys.Add(new("Probability", text.Substring(colon + 1).Trim()));
        }

        return Read(keys);
    }

    /// <summary>Reads the keys and values of a hashtable.</summary>
    /// <exception cref="TuningException">They are no fault.</exception>
    public static EmulatorFault Read(IReadOnlyCollection<KeyValuePair<string, object?>> keys)
    {
        string[] kinds = [.. keys.Select(static pair => pair.Key).Where(static key => Kinds.Contains(key, StringComparer.OrdinalIgnoreCase))];
        if (keys.FirstOrDefault(static pair => !Kinds.Concat(Others).Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).Key is { } unknown)
        {
            throw EmulatorFaultRules.Broken("Key", unknown, "does not exist. Use one of " + string.Join(", ", Kinds) + "; with it " + string.Join(", ", Others));
        }

        if (kinds.Length != 1)
        {
            throw EmulatorFaultRules.Broken(
                "The keys", string.Join(", ", keys.Select(static pair => pair.Key)), "do not say one thing that befalls a request. Use exactly one of " + string.Join(", ", Kinds) + ", and further faults for more");
        }

        return EmulatorFaultRules.Check(keys.Aggregate(new EmulatorFault(), static (fault, pair) => Set(fault, pair.Key, pair.Value)));
    }

    private static EmulatorFault Set(EmulatorFault fault, string key, object? value) => key.ToUpperInvariant() switch
    {
        "STATUS" => fault with { Kind = EmulatorFaultKind.Status, Status = Whole(key, value) },
        "DELAY" => fault with { Kind = EmulatorFaultKind.Delay, Delay = Duration(key, value) },
        "RESET" => fault with { Kind = Reset(value) },
        "TRUNCATE" => fault with { Kind = Set(key, value, EmulatorFaultKind.Truncate) },
        "STALL" => fault with { Kind = Set(key, value, EmulatorFaultKind.Stall) },
        "TOKENEXPIRY" => fault with { Kind = Set(key, value, EmulatorFaultKind.TokenExpiry) },
        "QUOTAPERMINUTE" => fault with { Kind = EmulatorFaultKind.QuotaPerMinute, Limit = Whole(key, value) },
        "DAILYQUOTA" => fault with { Kind = EmulatorFaultKind.DailyQuota, Limit = Whole(key, value) },
        "PROBABILITY" => fault with { Probability = Share(key, value) },
        "METHOD" => fault with { Method = Text(value).ToUpperInvariant() },
        "PATH" => fault with { Path = Text(value) },
        "COUNT" => fault with { Count = Whole(key, value) },
        _ => fault with { RetryAfter = Duration(key, value) },
    };

    private static EmulatorFaultKind Reset(object? value) => Text(value).ToUpperInvariant() switch
    {
        "BEFOREAPPLYING" => EmulatorFaultKind.ResetBeforeApplying,
        "AFTERAPPLYING" => EmulatorFaultKind.ResetAfterApplying,
        _ => throw EmulatorFaultRules.Broken("Reset", value, "is neither 'BeforeApplying', which loses the request, nor 'AfterApplying', which loses the answer. Use one of them"),
    };

    private static EmulatorFaultKind Set(string key, object? value, EmulatorFaultKind kind) => value is true || Text(value) is "True" or "true"
        ? kind
        : throw EmulatorFaultRules.Broken(key, value, "has no values but $true. Use it, or leave the fault out");

    private static int Whole(string key, object? value) =>
        Number(value) is { } number && number >= 0 && number <= int.MaxValue && Math.Floor(number) == number
            ? (int)number
            : throw EmulatorFaultRules.Broken(key, value, "is not a whole number. Use one");

    private static double Share(string key, object? value)
    {
        string text = Text(value);
        string percent = text.TrimEnd('%');
        return (percent.Length < text.Length ? Number(percent) / 100 : Number(value)) ?? throw EmulatorFaultRules.Broken(key, value, "is not a number from 0 to 1. Use a share, such as 0.2 or '20%'");
    }

    private static TimeSpan Duration(string key, object? value)
    {
        if (value is TimeSpan span)
        {
            return span;
        }

        return Number(value) is { } seconds && Math.Abs(seconds) <= TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.TryParse(Text(value), CultureInfo.InvariantCulture, out span) ? span
            : throw EmulatorFaultRules.Broken(key, value, "is not a duration. Give seconds, such as 0.5, or a TimeSpan");
    }

    private static double? Number(object? value) =>
        value is not bool && double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
