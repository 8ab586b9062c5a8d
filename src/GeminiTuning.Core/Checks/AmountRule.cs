using System;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>There must be enough examples to learn from, and not more than the service takes.</summary>
internal sealed class AmountRule : TrainingRule
{
    private readonly TrainingLimits _limits;
    private long _bytes;

    public AmountRule(TrainingLimits limits)
    {
        _limits = limits;
    }

    public override void Check(RowReport row) => _bytes += row.Texts.Length;

    public override void Complete(WholeReport whole)
    {
        var source = FormattableString.Invariant($" ({_limits.Source}, {_limits.Date})");
        if (whole.Count < _limits.AdvisedExamples)
        {
            var isTooFew = whole.Count < _limits.LeastExamples;
            whole.Add(
                TrainingRuleIds.TooFewExamples,
                FormattableString.Invariant($"There {(whole.Count == 1 ? "is 1 example" : $"are {whole.Count:N0} examples")}; ")
                    + (isTooFew
                        ? FormattableString.Invariant($"fewer than {_limits.LeastExamples:N0} teach nothing")
                        : FormattableString.Invariant($"{_limits.AdvisedExamples:N0} or more are advised for a good result")) + source,
                severity: whole.Count == 0 ? FindingSeverity.Error : isTooFew ? FindingSeverity.Warning : FindingSeverity.Information);
        }

        if (whole.Count > _limits.Examples)
        {
            whole.Add(TrainingRuleIds.TooManyExamples, FormattableString.Invariant($"There are {whole.Count:N0} examples, at most {_limits.Examples:N0} are allowed{source}"));
        }

        if (_bytes > _limits.DataBytes)
        {
            whole.Add(TrainingRuleIds.DataTooLarge, FormattableString.Invariant($"The texts alone have {_bytes:N0} bytes, and the data may have {_limits.DataBytes:N0}{source}"));
        }
    }
}
