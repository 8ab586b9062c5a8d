using System;
using GeminiTuning.Core.Checks;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>The service's rules for values that several requests have.</summary>
internal static class ParameterRules
{
    public const int MostDisplayNameCharacters = 40;

    public static void DisplayName(string? value)
    {
        if (value != null && CharacterCount.Exceeds(value, MostDisplayNameCharacters))
        {
            throw GeminiApiErrors.DisplayNameTooLong(value, CharacterCount.Of(value));
        }
    }

    /// <summary>Temperature and topP of a tuned model.</summary>
    public static void Share(double? value, Func<double, TuningException> error)
    {
        // Written so that NaN is outside.
        if (value is { } given && !(given is >= 0 and <= 1))
        {
            throw error(given);
        }
    }

    public static void AtLeastOne(int? value, Func<int, TuningException> error)
    {
        if (value < 1)
        {
            throw error(value.Value);
        }
    }

    public static void AboveZero(double? value, Func<double, TuningException> error)
    {
        if (value is { } given && !(given > 0 && !double.IsInfinity(given)))
        {
            throw error(given);
        }
    }
    public static void Price(double? value)
    {
        if (value is { } given && !(given >= 0 && !double.IsInfinity(given)))
        {
            throw DataToolErrors.PriceOutOfRange(given);
        }
    }
}
