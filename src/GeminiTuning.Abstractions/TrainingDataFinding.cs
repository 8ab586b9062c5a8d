using System.Globalization;
using System.IO;

namespace GeminiTuning;

/// <summary>Something that a rule found in training data.</summary>
public sealed record TrainingDataFinding
{
    /// <summary>The rule, such as <c>EmptyField</c>; stable between versions.</summary>
    public required string RuleId { get; init; }

    /// <summary>How bad it is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The file with its path, or only its name where the row came through the pipeline; <see langword="null"/> for a row of no file.</summary>
    public string? File { get; init; }

    /// <summary>The line of the file, or the row's place in the pipeline, from 1; <see langword="null"/> where it concerns the whole.</summary>
    public long? Line { get; init; }

    /// <summary>The field, such as <c>output</c> or <c>contents[1].role</c>; <see langword="null"/> where it concerns the row.</summary>
    public string? Field { get; init; }

    /// <summary>A piece of the text at fault, at most 80 characters; of what looks like a secret only its kind and ends.</summary>
    public string? Excerpt { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string SuggestedFix { get; init; }

    /// <summary>File and line in short: <c>rows.jsonl:7</c>, <c>row 7</c>, <c>rows.jsonl</c>.</summary>
    public string Place => (File == null, Line) switch
    {
        (true, null) => "all rows",
        (true, { } line) => "row " + line.ToString(CultureInfo.InvariantCulture),
        (false, null) => Path.GetFileName(File)!,
        (false, { } line) => Path.GetFileName(File) + ":" + line.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Severity, rule, place and message in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => Place + (Field == null ? string.Empty : " " + Field) + ": " + Message + " " + SuggestedFix + " (" + RuleId + ")";
}
