using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that needs all training data at once. Rows of the pipeline are held; files are read when they are gone through.</summary>
public abstract class CollectedDataCmdlet : TrainingDataCmdlet
{
    private readonly List<IEnumerable<TuningExample>> _parts = [];
    private List<TuningExample>? _rows;

    private protected IEnumerable<TuningExample> Data => _parts.Count == 1 ? _parts[0] : _parts.SelectMany(static part => part);

    private protected override Task TakeAsync(IEnumerable<TuningExample> data)
    {
        _parts.Add(data);
        return Task.CompletedTask;
    }

    private protected override Task TakeAsync(object? row)
    {
        if (_rows is null)
        {
            _rows = [];
            _parts.Add(_rows);
        }

        _rows.AddRange(Rows.ReadAll(row));
        return Task.CompletedTask;
    }
}
