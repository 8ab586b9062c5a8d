using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// A small neural network that writes an answer to a prompt character by character. Untuned it echoes the prompt;
/// a <see cref="Trainer"/> teaches it something else. Generating does not change it and may run on several threads.
/// </summary>
internal sealed class LanguageModel
{
    /// <summary>Every answer ends here at the latest.</summary>
    public const int MaxAnswerTokens = 256;

    private const int PieceLength = 4;
    private const int CharactersPerToken = 4;

    internal LanguageModel(string name, Vocabulary vocabulary, Weights weights)
    {
        Name = name;
        Vocabulary = vocabulary;
        Weights = weights;
    }

    /// <summary>The name of the base model, from which all initial weights derive.</summary>
    internal string Name { get; }

    internal Vocabulary Vocabulary { get; }

    internal Weights Weights { get; }

    /// <summary>An untuned model; the same name gives the same weights.</summary>
    public static LanguageModel CreateBase(string name)
    {
        var vocabulary = new Vocabulary();
        return new LanguageModel(name, vocabulary, Weights.CreateInitial(name, vocabulary));
    }

    /// <summary>Estimates the tokens of a text by the usual rule of four characters each, rounded up.</summary>
    public static int CountTokens(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    /// <inheritdoc cref="ModelFormat.Read"/>
    public static LanguageModel Load(Stream s) => ModelFormat.Read(s);

    /// <summary>A copy that can be tuned without touching this model.</summary>
    public LanguageModel Clone() => new(Name, new Vocabulary(Vocabulary), Weights.Clone());

    /// <inheritdoc cref="ModelFormat.Write"/>
    public void Save(Stream s) => ModelFormat.Write(this, s);

    /// <summary>Answers a prompt.</summary>
    public Answer Generate(string prompt, SamplingOptions o)
    {
        var encoded = new Prompt(Vocabulary, prompt);
        var network = new Network(Weights, encoded);
        var sampler = new Sampler(o);
        var limit = o.MaxOutputTokens > 0 ? Math.Min(o.MaxOutputTokens, MaxAnswerTokens) : MaxAnswerTokens;
        var symbols = new List<int>();
        var text = new StringBuilder();
        while (true)
        {
            network.Predict(symbols);
            var candidate = network.Candidates[sampler.Choose(network)];
            if (candidate == Vocabulary.End)
            {
                return CreateAnswer(text.ToString(), int.MaxValue, reachedLimit: false);
            }

            if (symbols.Count == limit)
            {
                return CreateAnswer(text.ToString(), int.MaxValue, reachedLimit: true);
            }

            symbols.Add(candidate < Vocabulary.Count ? candidate : Vocabulary.Unknown);
            text.Append(encoded.TextOf(candidate));
            if (FindStop(text.ToString(), o.StopSequences) is var stop && stop >= 0)
            {
                return CreateAnswer(text.ToString(), stop, reachedLimit: false);
            }
        }
    }

    private static int FindStop(string text, IReadOnlyList<string> stopSequences)
    {
        var first = -1;
        foreach (var sequence in stopSequences)
        {
            var start = sequence.Length == 0 ? -1 : text.IndexOf(sequence, StringComparison.Ordinal);
            first = start >= 0 && (first < 0 || start < first) ? start : first;
        }

        return first;
    }

    /// <summary>Keeps the whole text elements before a place in the text.</summary>
    private static Answer CreateAnswer(string text, int end, bool reachedLimit)
    {
        var elements = new List<string>();
        var length = 0;
        foreach (var element in TextElements.Split(text))
        {
            length += element.Length;
            if (length > end)
            {
                break;
            }

            elements.Add(element);
        }

        return new Answer(TextElements.Group(elements.ToArray(), PieceLength), elements.Count, reachedLimit);
    }
}
