using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Learning;

/// <summary>The text elements that have weights of their own. It grows with what is met in training.</summary>
internal sealed class Vocabulary
{
    /// <summary>The end of a text; also what a reader sees beyond the end of the prompt.</summary>
    public const int End = 0;

    /// <summary>Stands for every element that has no weights of its own.</summary>
    public const int Unknown = 1;

    /// <summary>What lies before the first element of a text.</summary>
    public const int Start = 2;

    /// <summary>The number of symbols above, which are not text.</summary>
    public const int SpecialCount = 3;

    /// <summary>Bounds the time of a step for scripts with thousands of characters; the rest stays unknown.</summary>
    public const int MaxCount = 384;

    private readonly List<string> _elements;
    private readonly Dictionary<string, int> _symbols;

    public Vocabulary()
    {
        _elements = [string.Empty, string.Empty, string.Empty];
        _symbols = new Dictionary<string, int>(StringComparer.Ordinal);
    }

    public Vocabulary(Vocabulary other)
    {
        _elements = [.. other._elements];
        _symbols = new Dictionary<string, int>(other._symbols, StringComparer.Ordinal);
    }

    public int Count => _elements.Count;

    public string this[int symbol] => _elements[symbol];

    public int SymbolOf(string element) => _symbols.TryGetValue(element, out var symbol) ? symbol : Unknown;

    /// <summary>Adds elements while there is room, the most frequent ones first.</summary>
    public void Learn(IEnumerable<string> elements)
    {
        var byFrequency = elements
            .GroupBy(element => element, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in byFrequency)
        {
            if (Count < MaxCount)
            {
                Add(group.Key);
            }
        }
    }

    /// <summary>Adds one element unless it is known.</summary>
    public void Add(string element)
    {
        if (!_symbols.ContainsKey(element))
        {
            _symbols.Add(element, _elements.Count);
            _elements.Add(element);
        }
    }
}
