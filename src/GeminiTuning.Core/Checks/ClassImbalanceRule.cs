using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>
/// Where the answers are classes, none should be rare. They are taken for classes where there are at most 50 of them, with
/// five rows each on average; one is rare where another has more than ten times its rows.
/// </summary>
internal sealed class ClassImbalanceRule : TrainingRule
{
    private const int MostClasses = 50;
    private const int LeastRows = 5;
    private const int MostTimes = 10;

    private readonly Dictionary<ulong, (long Count, string Text)> _classes = [];
    private bool _isOff;

    public override void Check(RowReport row)
    {
        if (_isOff)
        {
            return;
        }

        _classes[row.OutputHash] = _classes.TryGetValue(row.OutputHash, out var known) ? (known.Count + 1, known.Text) : (1, Answer(row.Texts));
        if (_classes.Count > MostClasses)
        {
            _isOff = true;
            _classes.Clear();
        }
    }

    public override void Complete(WholeReport whole)
    {
        if (_classes.Count < 2 || whole.Count < (long)LeastRows * _classes.Count)
        {
            return;
        }

        var most = _classes.Values.OrderByDescending(static one => one.Count).First();
        foreach (var (count, text) in _classes.Values.Where(one => one.Count * MostTimes < most.Count))
        {
            whole.Add(
                TrainingRuleIds.ClassImbalance,
                FormattableString.Invariant($"The answer has {count:N0} rows, and the most frequent one, '{most.Text}', has {most.Count:N0}"),
                RowTexts.Output,
                text);
        }
    }

    private static string Answer(RowTexts texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts.KindOf(i) == TextKind.Output)
            {
                return Excerpt.Of(texts[i]);
            }
        }

        return string.Empty;
    }
}
