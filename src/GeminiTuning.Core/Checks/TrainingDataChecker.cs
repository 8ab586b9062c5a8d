using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Holds rows against the rules, in one pass and without making examples of lines that are all right.</summary>
internal sealed class TrainingDataChecker : ITrainingDataChecker
{
    private const int RowsInPart = 1 << 12;
    private const int FindingsInPart = 64;

    private readonly CallOptions _options;
    private readonly bool _repairs;
    private readonly TrainingRule[] _rules;
    private readonly DuplicateRule _duplicates = new();
    private readonly List<TuningExample> _examples = [];
    private readonly RowReport _report;
    private List<TrainingDataFinding> _findings = [];

    public TrainingDataChecker(TrainingDataCheck check, CallOptions options)
    {
        _options = options;
        _repairs = check.Repair;
        _report = new RowReport(finding => _findings.Add(finding));
        var limits = TrainingLimits.Of(check.Service);
        List<TrainingRule> rules =
        [
            new FormRule(check.Service, check.Method),
            new LengthRule(limits),
            new ControlCharacterRule(),
            new BrokenEncodingRule(),
            new SecretRule(),
            new EmailAddressRule(),
            _duplicates,
            new AmountRule(limits),
            new ClassImbalanceRule(),
            new MethodRule(limits, check),
        ];
        if (check.ValidationData != null)
        {
            rules.Add(LearnValidation(check.ValidationData, limits));
        }

        _rules = [.. rules];
    }

    /// <summary>Takes each row, whatever is found in it, as long as it is valid.</summary>
    internal Action<ExampleRow>? OnRow { get; set; }

    public IEnumerable<CheckedRows> Check(IEnumerable<TuningExample> data)
    {
        if (data is not TrainingFiles files)
        {
            return CheckRows(TrainingRows.Of(data), "Checking rows", static () => -1);
        }

        return CheckFiles(files);
    }

    public CheckedRows Reject(TuningException fault)
    {
        Add(fault);
        return Take();
    }

    public CheckedRows Complete()
    {
        var whole = new WholeReport(_findings, _report.Count);
        foreach (var rule in _rules)
        {
            rule.Complete(whole);
        }

        return Take();
    }

    private void Add(TuningException fault)
    {
        var problem = fault.Data[nameof(RowProblem)] as RowProblem?;
        var ruleId = problem?.RuleId
            ?? (fault.ErrorId is nameof(DatasetErrors.TrainingFileFormat) ? TrainingRuleIds.InvalidFormat : TrainingRuleIds.InvalidRow);
        var colon = fault.Message.IndexOf(": ", StringComparison.Ordinal);
        var place = colon < 0 ? default : RowPlace.Parse(fault.Message.Substring(0, colon));
        var words = problem?.Text ?? (colon < 0 ? fault.Message : fault.Message.Substring(colon + 2)).TrimEnd('.');
        _findings.Add(RowReport.Finding(RuleInfo.All[ruleId], new RowPlace(_report.File ?? place.File, place.Line), problem?.Field, words, null));
    }

    private IEnumerable<CheckedRows> CheckFiles(TrainingFiles files)
    {
        foreach (var file in files.Files)
        {
            _report.File = file.Path;
            foreach (var part in CheckRows(LenientRows.Of(file, Add), "Checking " + Path.GetFileName(file.Path), () => file.ShareRead * 100))
            {
                yield return part;
            }
        }

        _report.File = null;
    }

    private IEnumerable<CheckedRows> CheckRows(IEnumerable<ExampleRow> rows, string activity, Func<double> percent)
    {
        var count = 0;
        foreach (var row in rows)
        {
            Check(row);
            if (++count % RowsInPart == 0 || _findings.Count >= FindingsInPart)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                if (count % RowsInPart == 0)
                {
                    _options.Trace.Progress(activity, _report.Count.ToString("N0", CultureInfo.InvariantCulture) + " rows", Math.Min(percent(), 99));
                }

                yield return Take();
            }
        }

        if (count >= RowsInPart)
        {
            _options.Trace.Progress(activity, "done", 100);
        }

        yield return Take();
    }

    private void Check(ExampleRow row)
    {
        _report.Set(row);
        _duplicates.Expect(_report);
        OnRow?.Invoke(row);
        var signs = _report.Signs;
        foreach (var rule in _rules)
        {
            if (rule.Signs == RowSigns.None || (rule.Signs & signs) != RowSigns.None)
            {
                rule.Check(_report);
            }
        }

        if (_repairs && _report.Outcome != Outcome.Drop)
        {
            Repair(row.Example);
        }
    }

    // What is nothing but control characters is empty without them.
    private void Repair(TuningExample example)
    {
        var repaired = _report.Outcome == Outcome.Strip ? ControlCharacters.Strip(example) : example;
        if (repaired.Json != null || (!string.IsNullOrWhiteSpace(repaired.TextInput) && !string.IsNullOrWhiteSpace(repaired.Output)))
        {
            _examples.Add(repaired);
        }
    }

    private CheckedRows Take()
    {
        var part = new CheckedRows(_findings, [.. _examples]);
        _findings = [];
        _examples.Clear();
        return part;
    }

    private static LeakRule LearnValidation(IEnumerable<TuningExample> validation, TrainingLimits limits)
    {
        var rule = new LeakRule(limits);
        var report = new RowReport(static _ => { });
        foreach (var (file, rows) in Parts(validation))
        {
            report.File = file;
            foreach (var row in rows)
            {
                report.Set(row);
                rule.Learn(report);
            }
        }

        return rule;
    }

    // A bad row of the validation data is not what is looked for here.
    private static IEnumerable<(string? File, IEnumerable<ExampleRow> Rows)> Parts(IEnumerable<TuningExample> data) => data is TrainingFiles files
        ? files.Files.Select(static file => ((string?)file.Path, LenientRows.Of(file, static _ => { })))
        : [(null, TrainingRows.Of(data))];
}
