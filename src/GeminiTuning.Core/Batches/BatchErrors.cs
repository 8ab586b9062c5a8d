using System;

namespace GeminiTuning.Core.Batches;

/// <summary>What can be wrong with a file of answers.</summary>
internal static class BatchErrors
{
    public static TuningException OutputFileUnusable(string path, string problem, Exception? cause) => new(
        nameof(OutputFileUnusable),
        TuningErrorKind.WriteError,
        "The answers cannot be written to " + path + ": " + problem.TrimEnd('.') + ".",
        cause)
    { Target = path };

    public static TuningException OutputFileForeign(string path, long line) => new(
        nameof(OutputFileForeign),
        TuningErrorKind.InvalidData,
        FormattableString.Invariant($"{path}, line {line} is no answer that Invoke-GeminiTunedModel has written, and nothing is added to such a file. Give another -OutputPath, or mend or remove the line."))
    { Target = path };
}
