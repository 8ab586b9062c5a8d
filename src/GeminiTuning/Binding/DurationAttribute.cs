using System;
using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>Takes a duration as seconds (fractions allowed) or as a TimeSpan; PowerShell by itself would read a number as ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether a number is one of milliseconds.</summary>
    public bool InMilliseconds { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null)
        {
            // What is not given, as a splatted $null is not.
            return null!;
        }

        TimeSpan? duration = value switch
        {
            TimeSpan span => span,
            string text when TryParseNumber(text, out double number) => FromNumber(number),
            string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) => span,
            IConvertible number when value is not (string or bool or char or DateTime) =>
                FromNumber(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        };

        if (duration is null || duration < TimeSpan.Zero)
        {
            throw new ArgumentTransformationMetadataException(
                $"'{value}' is not a duration. Give {(InMilliseconds ? "milliseconds, such as 50" : "seconds, such as 90 or 0.5")}, or a TimeSpan, such as '00:01:30'; not below 0.");
        }

        return duration.Value;
    }

    private static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private TimeSpan? FromNumber(double number) => FromSeconds(InMilliseconds ? number / 1000 : number);

    private static TimeSpan? FromSeconds(double seconds) =>
        seconds >= 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
}
