using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Specs;

/// <summary>The values of a spec, by the names of their keys.</summary>
internal sealed class SpecContent
{
    private readonly Dictionary<string, (object Value, SpecPlace Place)> _values = new(StringComparer.Ordinal);

    /// <summary>The values to go through, in the order of the file.</summary>
    public List<(string Name, IReadOnlyList<object> Values)> Sweep { get; } = [];

    public SpecPlace SweepPlace { get; set; }

    public void Set(string name, object value, SpecPlace place) => _values[name] = (value, place);

    public bool Has(string name) => _values.ContainsKey(name);

    public SpecPlace PlaceOf(string name) => _values[name].Place;

    public T? Get<T>(string name)
        where T : class => _values.TryGetValue(name, out var found) ? (T)found.Value : null;

    public T? Number<T>(string name)
        where T : struct => _values.TryGetValue(name, out var found) ? (T)found.Value : null;

    public T? Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(Get<string>(name), out var value) ? value : null;
}
