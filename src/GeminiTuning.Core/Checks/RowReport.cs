using System;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>A row under check, and what the rules say of it. The same object serves row after row.</summary>
internal sealed class RowReport
{
    private readonly Action<TrainingDataFinding> _add;
    private readonly RowHasher _hasher = new();
    private ulong? _inputKey;
    private RowSigns? _signs;
    private ulong? _outputHash;

    public RowReport(Action<TrainingDataFinding> add)
    {
        _add = add;
    }

    public ExampleRow Row { get; private set; } = null!;

    public RowTexts Texts { get; } = new();

    /// <summary>The path of the file that is read; <see langword="null"/> for rows of the pipeline.</summary>
    public string? File { get; set; }

    /// <summary>The row's own number, where its place does not tell.</summary>
    public long Count { get; private set; }

    /// <summary>What is to become of the row; each finding may only make it worse.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>What tells the row's prompt from others.</summary>
    public ulong InputKey => _inputKey ??= _hasher.InputOf(Texts);

    /// <summary>What tells the row's answer from others.</summary>
    public ulong OutputHash => _outputHash ??= RowHasher.OutputOf(Texts);

    public RowPlace Place
    {
        get
        {
            var place = Row.Number is { } number ? new RowPlace(File, number) : RowPlace.Parse(Row.Source);
            return place.Line == null ? new RowPlace(File, Count) : new RowPlace(File ?? place.File, place.Line);
        }
    }

    /// <summary>What the row may have in it.</summary>
    public RowSigns Signs => _signs ??= RowScan.Of(Texts.Whole.Span) | (Texts.HasEscapedControl ? RowSigns.Control : RowSigns.None);

    public void Set(ExampleRow row)
    {
        Row = row;
        Outcome = Outcome.Keep;
        Count++;
        _inputKey = null;
        _signs = null;
        _outputHash = null;
        row.ReadTexts(Texts);
    }

    /// <summary>Reports a rule that a text of the row breaks.</summary>
    /// <param name="ruleId">The rule.</param>
    /// <param name="text">Which text.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="excerpt">The place in the text, unless it is its beginning.</param>
    public void Add(string ruleId, int text, string message, string? excerpt = null) =>
        Add(ruleId, Texts.FieldOf(text), message, excerpt ?? Excerpt.Of(Texts[text]));

    /// <summary>Reports a rule that the row breaks.</summary>
    public void Add(string ruleId, string? field, string message, string? excerpt)
    {
        var rule = RuleInfo.All[ruleId];
        Outcome = rule.Outcome > Outcome ? rule.Outcome : Outcome;
        _add(Finding(rule, Place, field, message, excerpt));
    }

    public static TrainingDataFinding Finding(RuleInfo rule, RowPlace place, string? field, string message, string? excerpt) => new()
    {
        RuleId = rule.Id,
        Severity = rule.Severity,
        File = place.File,
        Line = place.Line,
        Field = field,
        Excerpt = excerpt,
        Message = (StartsWith(message, field) ? message : char.ToUpperInvariant(message[0]) + message.Substring(1)) + ".",
        SuggestedFix = rule.Fix,
    };

    // The name of a field stays as it is written.
    private static bool StartsWith(string message, string? field) => field != null && message.StartsWith(field, StringComparison.Ordinal);
}
