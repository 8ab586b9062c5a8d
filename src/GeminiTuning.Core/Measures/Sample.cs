using System.Collections.Generic;

namespace GeminiTuning.Core.Measures;

/// <summary>
/// Keeps rows that are spread evenly, however many come: whenever it is full, every second one goes, and of those to come
/// only every second one is taken. So at least half of the size is kept.
/// </summary>
internal sealed class Sample
{
    private readonly int _size;
    private readonly List<SampledRow> _rows = [];
    private long _step = 1;
    private long _seen;

    public Sample(int size)
    {
        _size = size;
    }

    public IReadOnlyList<SampledRow> Rows => _rows;

    /// <summary>Whether the next row is to be taken.</summary>
    public bool WantsNext()
    {
        if (_seen++ % _step != 0)
        {
            return false;
        }

        if (_rows.Count < _size)
        {
            return true;
        }

        for (var i = 0; (2 * i) < _rows.Count; i++)
        {
            _rows[i] = _rows[2 * i];
        }

        _rows.RemoveRange((_rows.Count + 1) / 2, _rows.Count / 2);
        _step *= 2;
        return (_seen - 1) % _step == 0 && _rows.Count < _size;
    }

    public void Add(SampledRow row) => _rows.Add(row);
}
