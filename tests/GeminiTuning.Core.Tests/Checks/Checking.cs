using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GeminiTuning.Core.Tests.Datasets;
using GeminiTuning.Core.Tests.Support;

namespace GeminiTuning.Core.Tests.Checks;

/// <summary>Checks data and puts what is found into words that a test can state.</summary>
internal static class Checking
{
    public static CallOptions Options { get; } = new(new RecordingSink(), CancellationToken.None);

    public static ITrainingDataTools Tools { get; } = new TuningEngine().TrainingDataTools;

    public static IReadOnlyList<TrainingDataFinding> Findings(IEnumerable<TuningExample> data, TrainingDataCheck? check = null)
    {
        ITrainingDataChecker checker = Tools.Check(check ?? new TrainingDataCheck(), Options);
        return [.. checker.Check(data).SelectMany(static part => part.Findings), .. checker.Complete().Findings];
    }

    /// <summary>The findings of a file's rows as <c>Rule:line:field</c>; those of the whole are left out.</summary>
    public static string[] OfLines(string name, string text, TrainingDataCheck? check = null)
    {
        using var file = new DatasetFile(name, text);
        return [.. Findings(file.Examples(), check).Where(static finding => finding.Line != null).Select(Words)];
    }

    public static string[] OfWhole(IEnumerable<TuningExample> data, TrainingDataCheck? check = null) =>
        [.. Findings(data, check).Where(static finding => finding.Line == null).Select(static finding => finding.RuleId + " " + finding.Severity)];

    public static IEnumerable<TuningExample> Rows(int count, Func<int, string>? output = null) => Enumerable.Range(1, count).Select(n => new TuningExample
    {
        TextInput = FormattableString.Invariant($"prompt {n}"),
        Output = output == null ? FormattableString.Invariant($"answer {n}") : output(n),
        Source = FormattableString.Invariant($"row {n}"),
    });

    private static string Words(TrainingDataFinding finding) => FormattableString.Invariant($"{finding.RuleId}:{finding.Line}:{finding.Field}");
}
