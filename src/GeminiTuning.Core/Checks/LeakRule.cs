using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>No prompt of the validation data may be trained on: the validation loss would then say how well it was learnt by heart.</summary>
internal sealed class LeakRule : TrainingRule
{
    private readonly RowTable _rows = new();
    private readonly PlaceBook _places = new();
    private readonly TrainingLimits _limits;

    public LeakRule(TrainingLimits limits)
    {
        _limits = limits;
    }

    /// <summary>How many rows the validation data has.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a row of the validation data.</summary>
    public void Learn(RowReport row)
    {
        Count++;
        _rows.TryFind(row.InputKey, 0, _places.Add(row.Place), out _);
    }

    public override void Check(RowReport row)
    {
        if (_rows.Contains(row.InputKey, out var place))
        {
            row.Add(TrainingRuleIds.ValidationLeak, 0, "the same prompt is in the validation data, " + _places[place]);
        }
    }

    public override void Complete(WholeReport whole)
    {
        if (Count > _limits.ValidationExamples)
        {
            whole.Add(
                TrainingRuleIds.TooManyExamples,
                System.FormattableString.Invariant($"The validation data has {Count:N0} examples, at most {_limits.ValidationExamples:N0} are allowed ({_limits.Source}, {_limits.Date})"));
        }
    }
}
