using System;
using System.Collections.Generic;
using YamlDotNet.Core;

namespace GeminiTuning.Core.Specs;

/// <summary>Where a spec comes from, and what its variables stand for.</summary>
internal sealed class SpecSource
{
    private readonly Func<string, string?> _environment;
    private readonly bool _hasPlaces;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public SpecSource(string name, string folder, bool hasPlaces, Func<string, string?> environment)
    {
        Name = name;
        Folder = folder;
        _hasPlaces = hasPlaces;
        _environment = environment;
    }

    public string Name { get; }

    /// <summary>Where relative paths start.</summary>
    public string Folder { get; }

    public bool HasVariables => _values.Count > 0;

    public SpecPlace At(Mark mark) => _hasPlaces ? new SpecPlace(Name, mark.Line, mark.Column) : new SpecPlace(Name, 0, 0);

    public string? Variable(string name)
    {
        var value = _environment(name);
        if (!string.IsNullOrEmpty(value))
        {
            _values[name] = value!;
        }

        return value;
    }

    /// <summary>Puts the variables' names in place of their values.</summary>
    public string Hide(string text)
    {
        foreach (var pair in _values)
        {
            text = text.Replace(pair.Value, "${env:" + pair.Key + "}");
        }

        return text;
    }
}
