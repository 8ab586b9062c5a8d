using System.Collections.Generic;

namespace GeminiTuning.Core.Checks;

/// <summary>Takes what is found of the data as a whole.</summary>
internal sealed class WholeReport
{
    private readonly List<TrainingDataFinding> _findings;

    public WholeReport(List<TrainingDataFinding> findings, long count)
    {
        _findings = findings;
        Count = count;
    }

    /// <summary>How many examples there were, bad ones not counted.</summary>
    public long Count { get; }

    public void Add(string ruleId, string message, string? field = null, string? excerpt = null, FindingSeverity? severity = null)
    {
        var rule = RuleInfo.All[ruleId];
        _findings.Add(new TrainingDataFinding
        {
            RuleId = ruleId,
            Severity = severity ?? rule.Severity,
            Field = field,
            Excerpt = excerpt,
            Message = message + ".",
            SuggestedFix = rule.Fix,
        });
    }
}
