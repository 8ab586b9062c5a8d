using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Records by name. They do not change; a change puts another one in the place of one.</summary>
internal sealed class Table<T>(object gate)
    where T : class, ITableRecord
{
    private readonly Dictionary<string, T> _records = new(StringComparer.Ordinal);

    public T? Find(string name)
    {
        lock (gate)
        {
            return _records.TryGetValue(name, out var record) ? record : null;
        }
    }

    /// <summary>All records in the order of creation.</summary>
    public IReadOnlyList<T> All()
    {
        lock (gate)
        {
            return [.. _records.Values.OrderBy(record => record.Sequence)];
        }
    }

    public void Put(T record)
    {
        lock (gate)
        {
            _records[record.Name] = record;
        }
    }

    public bool Remove(string name)
    {
        lock (gate)
        {
            return _records.Remove(name);
        }
    }
}
