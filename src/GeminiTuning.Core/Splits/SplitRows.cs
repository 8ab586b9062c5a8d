using System.Collections;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Splits;

/// <summary>One part of data that was split. It holds no rows: they are read again whenever it is gone through.</summary>
internal sealed class SplitRows : ITrainingRows, IReadOnlyCollection<TuningExample>
{
    private readonly IEnumerable<TuningExample> _data;
    private readonly BitArray _choice;
    private readonly bool _isWanted;

    public SplitRows(IEnumerable<TuningExample> data, BitArray choice, bool isWanted, int count)
    {
        _data = data;
        _choice = choice;
        _isWanted = isWanted;
        Count = count;
    }

    public int Count { get; }

    public IEnumerable<ExampleRow> Rows()
    {
        var index = 0;
        foreach (var row in TrainingRows.Of(_data))
        {
            if (index == _choice.Count)
            {
                throw DataToolErrors.SplitDataChanged();
            }

            if (_choice[index++] == _isWanted)
            {
                yield return row;
            }
        }

        if (index < _choice.Count)
        {
            throw DataToolErrors.SplitDataChanged();
        }
    }

    public IEnumerator<TuningExample> GetEnumerator() => Rows().Select(static row => row.Example).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
