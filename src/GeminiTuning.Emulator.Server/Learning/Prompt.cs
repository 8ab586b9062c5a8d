using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// A prompt as the network reads it: which rows of the first layer it switches on for all positions, and what can be
/// copied from it at each position.
/// </summary>
internal sealed class Prompt
{
    /// <summary>What lies beyond is not read, so that a step stays bounded.</summary>
    public const int MaxLength = 128;

    private const int None = -1;
    private readonly Vocabulary _vocabulary;
    private readonly string[] _elements;
    private readonly int[] _symbols;
    private readonly CharacterClass[] _classes;
    private readonly int[] _copies;
    private readonly List<string> _extras = [];

    public Prompt(Vocabulary vocabulary, string text)
    {
        _vocabulary = vocabulary;
        _elements = TextElements.Split(text, MaxLength);
        _symbols = Array.ConvertAll(_elements, vocabulary.SymbolOf);
        _classes = Array.ConvertAll(_elements, CharacterKinds.Classify);
        FixedRows = ListFixedRows();
        _copies = FindCopies();
    }

    public int Length => _elements.Length;

    /// <summary>The observations that hold for the whole prompt, and how strongly.</summary>
    public IReadOnlyList<Observation> FixedRows { get; }

    /// <summary>The observations at one position of the answer: neighbouring characters and distances.</summary>
    public void AddRowsAt(int position, List<Observation> rows)
    {
        rows.Add(FeatureLayout.Position(position));
        rows.Add(FeatureLayout.Remaining(Length - position));
        AddCharacter(FeaturePlace.Here, position, rows);
        AddCharacter(FeaturePlace.BeforeHere, position - 1, rows);
        AddCharacter(FeaturePlace.AfterHere, position + 1, rows);
    }

    /// <summary>
    /// What a copy of the given kind yields: a symbol, or, counted on from the size of the vocabulary, an element
    /// without weights; or -1 if there is nothing to copy.
    /// </summary>
    public int CopyAt(int position, CopyKind kind) =>
        position <= Length + 1 ? _copies[(position * Weights.CopyKindCount) + (int)kind] : None;

    /// <summary>The text of what <see cref="CopyAt"/> has yielded or the network has chosen.</summary>
    public string TextOf(int candidate) =>
        candidate < _vocabulary.Count ? _vocabulary[candidate] : _extras[candidate - _vocabulary.Count];

    /// <summary>The candidate for an element that is wanted.</summary>
    public int CandidateFor(string element)
    {
        var symbol = _vocabulary.SymbolOf(element);
        var extra = symbol == Vocabulary.Unknown ? _extras.IndexOf(element) : None;
        return extra == None ? symbol : _vocabulary.Count + extra;
    }

    private List<Observation> ListFixedRows()
    {
        var rows = new List<Observation> { FeatureLayout.Bias, FeatureLayout.Length(Length) };
        AddCharacter(FeaturePlace.FirstOfPrompt, 0, rows);
        AddCharacter(FeaturePlace.LastOfPrompt, Length - 1, rows);
        AddCharacter(FeaturePlace.LastButOneOfPrompt, Length - 2, rows);

        var grams = ListGrams();
        rows.AddRange(grams.ConvertAll(gram => FeatureLayout.Gram(gram, grams.Count)));
        return rows;
    }

    private List<string> ListGrams()
    {
        var grams = new List<string>();
        var word = string.Empty;
        for (var i = 0; i <= Length; i++)
        {
            var ends = i == Length || _classes[i] == CharacterClass.Space;
            if (ends && word.Length > 0)
            {
                grams.Add(' ' + word + ' ');
                word = string.Empty;
            }
            else if (!ends)
            {
                word += _elements[i];
            }

            if (i > 0 && i < Length)
            {
                grams.Add(_elements[i - 1] + _elements[i]);
            }
        }

        return grams;
    }

    private void AddCharacter(FeaturePlace place, int position, List<Observation> rows)
    {
        if (position >= 0 && position < Length)
        {
            rows.Add(FeatureLayout.Symbol(place, _symbols[position]));
            rows.Add(FeatureLayout.Class(place, _classes[position]));
        }
        else
        {
            rows.Add(FeatureLayout.Symbol(place, position < 0 ? Vocabulary.Start : Vocabulary.End));
        }
    }

    private int[] FindCopies()
    {
        var copies = new int[(Length + 2) * Weights.CopyKindCount];
        for (var i = 0; i < copies.Length; i++)
        {
            var kind = (CopyKind)(i % Weights.CopyKindCount);
            var position = i / Weights.CopyKindCount;
            var shift = kind switch { CopyKind.Before => -1, CopyKind.After => 1, _ => 0 };
            copies[i] = FindCopy(position + shift, kind);
        }

        return copies;
    }

    private int FindCopy(int position, CopyKind kind)
    {
        if (position == Length && kind is CopyKind.Same or CopyKind.Before or CopyKind.After)
        {
            // The end can be copied like a character: so an echo ends by itself.
            return Vocabulary.End;
        }

        if (position < 0 || position >= Length || CharacterKinds.Relative(_elements[position], kind) is not { } element)
        {
            return None;
        }

        if (CandidateFor(element) is var candidate && candidate != Vocabulary.Unknown)
        {
            return candidate;
        }

        _extras.Add(element);
        return _vocabulary.Count + _extras.Count - 1;
    }
}
