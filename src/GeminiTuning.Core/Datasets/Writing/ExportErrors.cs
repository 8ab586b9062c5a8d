using System;

namespace GeminiTuning.Core.Datasets.Writing;

/// <summary>What can go wrong when training data is written.</summary>
internal static class ExportErrors
{
    public static TuningException TrainingRowNotExportable(string source, string problem) => new(
        nameof(TrainingRowNotExportable),
        TuningErrorKind.InvalidData,
        source + " cannot be written: " + problem + ". Nothing was written.")
    { Target = source };

    public static TuningException TrainingFileExists(string path) => new(
        nameof(TrainingFileExists),
        TuningErrorKind.AlreadyExists,
        "The file exists already: " + path + ". Give another name, or leave -NoClobber out to replace it.")
    { Target = path };

    public static TuningException TrainingFileReadOnly(string path) => new(
        nameof(TrainingFileReadOnly),
        TuningErrorKind.PermissionDenied,
        "The file is marked as read-only: " + path + ". Replace it with -Force, or give another name.")
    { Target = path };

    public static TuningException TrainingFileUnwritable(string path, string problem, Exception? cause) => new(
        nameof(TrainingFileUnwritable),
        TuningErrorKind.WriteError,
        "The file cannot be written: " + path + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = path };

    public static TuningException TrainingExportEmpty(string path) => new(
        nameof(TrainingExportEmpty),
        TuningErrorKind.InvalidData,
        "No row came in, so " + path + " was not written. See whether what stands before Export-GeminiTrainingData emits anything.")
    { Target = path };
}
