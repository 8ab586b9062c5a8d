using System;
using System.Globalization;

namespace GeminiTuning.Core.Checks;

/// <summary>What can be wrong with measuring and splitting training data.</summary>
internal static class DataToolErrors
{
    public static TuningException SampleSizeOutOfRange(int value) => OutOfRange(nameof(SampleSizeOutOfRange), "The sample size", value, "must be 1 or more");

    public static TuningException PriceOutOfRange(double value) => OutOfRange(nameof(PriceOutOfRange), "The price of a million tokens", value, "must be 0 or more");

    public static TuningException ValidationFractionOutOfRange(double value) =>
        OutOfRange(nameof(ValidationFractionOutOfRange), "The validation fraction", value, "must be above 0 and below 1, such as 0.1");

    public static TuningException PriceFileUnreadable(string path, string problem, Exception? cause) => new(
        nameof(PriceFileUnreadable),
        TuningErrorKind.ReadError,
        "The price file cannot be read: " + path + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = path };

    public static TuningException PriceFileInvalid(string path, string problem, Exception? cause = null) => new(
        nameof(PriceFileInvalid),
        TuningErrorKind.InvalidData,
        "The price file " + path + " is not as it must be: " + problem + ". It has the keys 'date', 'currency' and 'models', and below 'models' the price of a million training tokens by model, such as 'gemini-x: 5'.",
        cause)
    { Target = path };

    public static TuningException ModelMissing(string parameter) => new(
        nameof(ModelMissing),
        TuningErrorKind.InvalidArgument,
        parameter + " needs a model. Name it with -BaseModel.");

    public static TuningException TokenCountUnavailable() => new(
        nameof(TokenCountUnavailable),
        TuningErrorKind.InvalidOperation,
        "-Exact lets the service count the tokens, and there is no connection. Run Connect-GeminiTuning, or leave -Exact out to estimate them.");

    public static TuningException SplitImpossible(long rows, long prompts) => new(
        nameof(SplitImpossible),
        TuningErrorKind.InvalidData,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} rows with {1} different prompts cannot be split: rows with the same prompt stay together, and neither part may be empty. Add examples or change -ValidationFraction.",
            rows,
            prompts));

    public static TuningException SplitDataChanged() => new(
        nameof(SplitDataChanged),
        TuningErrorKind.InvalidOperation,
        "The files have changed since they were split. Split them again.");

    private static TuningException OutOfRange(string id, string what, double value, string rule) => new(
        id,
        TuningErrorKind.InvalidArgument,
        what + " is " + value.ToString(CultureInfo.InvariantCulture) + "; it " + rule + ".")
    { Target = value };
}
