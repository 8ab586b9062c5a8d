using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace GeminiTuning.Core.Datasets;

/// <summary>What can be wrong with training data.</summary>
internal static class DatasetErrors
{
    public static TuningException TrainingFileNotFound(string path) => new(
        nameof(TrainingFileNotFound),
        TuningErrorKind.NotFound,
        "The training file does not exist: " + path + ". Check the name and the folder.")
    { Target = path };

    public static TuningException TrainingFileUnreadable(string path, string problem, Exception? cause) => new(
        nameof(TrainingFileUnreadable),
        TuningErrorKind.ReadError,
        "The training file cannot be read: " + path + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = path };

    public static TuningException TrainingFileFormat(string path, long? line, string problem) => new(
        nameof(TrainingFileFormat),
        TuningErrorKind.InvalidData,
        (line == null ? Path.GetFileName(path) : SourceLine.Of(Path.GetFileName(path), line.Value)) + ": " + problem + ".")
    { Target = path };

    public static TuningException TrainingRowTooLong(string path, string? previous) => new(
        nameof(TrainingRowTooLong),
        TuningErrorKind.LimitsExceeded,
        (previous ?? Path.GetFileName(path)) + ": the " + (previous == null ? "first row" : "row after this one")
        + " is longer than 64 MB, the most that is read as one row. Split it, or see whether a quotation mark or a bracket is not closed.")
    { Target = path };

    public static TuningException TrainingRowInvalid(string source, string problem) => new(
        nameof(TrainingRowInvalid),
        TuningErrorKind.InvalidData,
        source + ": " + problem + ".")
    { Target = source };

    public static TuningException TrainingRowInvalid(string source, RowProblem problem)
    {
        var error = TrainingRowInvalid(source, problem.Text);
        error.Data[typeof(RowProblem).Name] = problem;
        return error;
    }

    public static TuningException TrainingRowInvalid(IReadOnlyList<string> problems, long bad, long rows, string rule) => new(
        nameof(TrainingRowInvalid),
        TuningErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, "{0} of {1} training rows cannot be used: ", bad, rows)
        + string.Join("; ", problems) + (bad > problems.Count ? "; and more" : string.Empty) + ". " + rule + " Correct or remove these rows.")
    { Target = problems };

    public static TuningException TrainingDataEmpty(string? path) => new(
        nameof(TrainingDataEmpty),
        TuningErrorKind.InvalidData,
        (path == null ? "There is no training data" : path + " has no training data") + "; tuning needs at least one example, and 100 to 500 for a good result.")
    { Target = path };
}
