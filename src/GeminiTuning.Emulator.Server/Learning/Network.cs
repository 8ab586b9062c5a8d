using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>
/// Reads one prompt and yields the distribution of the next character of the answer: sparse observations, one hidden
/// layer, a softmax over the vocabulary, and gates that add to what can be copied from the prompt. Holds the buffers
/// of one computation, so each thread needs its own; the weights are only read.
/// </summary>
internal sealed class Network
{
    /// <summary>
    /// A step moves the gates further than the letters: what can be learned as a way of copying, is, rather than by
    /// heart, and so holds for other prompts too.
    /// </summary>
    public const double GateScale = 5;

    private const double LetterScale = 0.7;

    private readonly Weights _weights;
    private readonly Prompt _prompt;
    private readonly double[] _fixedSum = new double[Weights.HiddenCount];
    private readonly double[] _fixedDelta = new double[Weights.HiddenCount];
    private readonly double[] _sum = new double[Weights.HiddenCount];
    private readonly double[] _hidden = new double[Weights.HiddenCount];
    private readonly double[] _delta = new double[Weights.HiddenCount];
    private readonly List<Observation> _rows = [];
    private readonly int[] _copySlots = new int[Weights.CopyKindCount];
    private readonly double[] _logits;
    private readonly int[] _candidates;

    public Network(Weights weights, Prompt prompt)
    {
        _weights = weights;
        _prompt = prompt;
        VocabularyCount = weights.Output.Rows;
        _logits = new double[VocabularyCount + Weights.CopyKindCount];
        _candidates = new int[_logits.Length];
        for (var symbol = 0; symbol < VocabularyCount; symbol++)
        {
            _candidates[symbol] = symbol;
        }

        foreach (var (row, strength) in prompt.FixedRows)
        {
            weights.Features.AddRowTo(_fixedSum, row, strength);
        }
    }

    /// <summary>How many of the slots below are in use: the vocabulary and what can be copied here beyond it.</summary>
    public int Count { get; private set; }

    /// <summary>The unnormalised log-probabilities of the last prediction.</summary>
    public IReadOnlyList<double> Logits => _logits;

    /// <summary>What each slot stands for; see <see cref="Prompt.TextOf"/>.</summary>
    public IReadOnlyList<int> Candidates => _candidates;

    private int VocabularyCount { get; }

    /// <summary>Computes the logits after the given symbols of the answer.</summary>
    public void Predict(IReadOnlyList<int> answer)
    {
        ReadFeatures(answer);
        for (var i = 0; i < _hidden.Length; i++)
        {
            _hidden[i] = Bend(_sum[i]);
        }

        for (var symbol = 0; symbol < VocabularyCount; symbol++)
        {
            var letter = _weights.OutputBias.Values[symbol] + _weights.Output.DotRow(symbol, _hidden);
            _logits[symbol] = LetterScale * letter;
        }

        Count = VocabularyCount;
        for (var kind = 0; kind < _copySlots.Length; kind++)
        {
            _copySlots[kind] = FindSlot(_prompt.CopyAt(answer.Count, (CopyKind)kind));
            if (_copySlots[kind] >= 0)
            {
                var gate = _weights.GateBias.Values[kind] + _weights.Gates.DotRow(kind, _hidden);
                _logits[_copySlots[kind]] += GateScale * gate;
            }
        }
    }

    /// <summary>The slot of a candidate in the last prediction; what cannot be said here counts as unknown.</summary>
    public int SlotOf(int candidate)
    {
        var slot = candidate < VocabularyCount ? candidate : FindExtra(candidate);
        return slot < 0 ? Vocabulary.Unknown : slot;
    }

    /// <summary>Turns the last logits into probabilities and returns the loss of the target slot.</summary>
    public double Score(int target, double[] probabilities)
    {
        var highest = double.NegativeInfinity;
        for (var i = 0; i < Count; i++)
        {
            highest = Math.Max(highest, _logits[i]);
        }

        double total = 0;
        for (var i = 0; i < Count; i++)
        {
            total += probabilities[i] = Math.Exp(_logits[i] - highest);
        }

        for (var i = 0; i < Count; i++)
        {
            probabilities[i] /= total;
        }

        return Math.Log(total) + highest - _logits[target];
    }

    /// <summary>Adds the gradients of the last prediction, given those of its logits.</summary>
    public void Learn(double[] logitDeltas, Weights gradients)
    {
        Array.Clear(_delta, 0, _delta.Length);
        for (var slot = 0; slot < Count; slot++)
        {
            // What is copied without weights of its own shares those of the unknown character.
            var symbol = slot < VocabularyCount ? slot : Vocabulary.Unknown;
            var delta = LetterScale * logitDeltas[slot];
            LearnOutput(_weights.Output, gradients.Output, gradients.OutputBias, symbol, delta);
        }

        for (var kind = 0; kind < _copySlots.Length; kind++)
        {
            if (_copySlots[kind] >= 0)
            {
                var delta = GateScale * logitDeltas[_copySlots[kind]];
                LearnOutput(_weights.Gates, gradients.Gates, gradients.GateBias, kind, delta);
            }
        }

        for (var i = 0; i < _delta.Length; i++)
        {
            _delta[i] *= Slope(_sum[i]);
            _fixedDelta[i] += _delta[i];
        }

        foreach (var (row, strength) in _rows)
        {
            gradients.Features.AddToRow(row, _delta, strength);
        }
    }

    /// <summary>Adds the gradients of what holds for the whole prompt, gathered over the positions.</summary>
    public void LearnPrompt(Weights gradients)
    {
        foreach (var (row, strength) in _prompt.FixedRows)
        {
            gradients.Features.AddToRow(row, _fixedDelta, strength);
        }
    }

    // Smooth, and unbounded on both sides: where a saturating function would stop the gradients, a far too high
    // learning rate lets this one run away, as it does in real training.
    private static double Bend(double x) => (0.55 * x) + (0.45 * (Math.Sqrt((x * x) + 1) - 1));

    private static double Slope(double x) => 0.55 + (0.45 * x / Math.Sqrt((x * x) + 1));

    private void ReadFeatures(IReadOnlyList<int> answer)
    {
        _rows.Clear();
        _prompt.AddRowsAt(answer.Count, _rows);
        for (var back = 1; back <= FeatureLayout.HistoryLength; back++)
        {
            var symbol = back <= answer.Count ? answer[answer.Count - back] : Vocabulary.Start;
            _rows.Add(FeatureLayout.Symbol(FeaturePlace.Answer1 + (back - 1), symbol));
        }

        _fixedSum.CopyTo(_sum, 0);
        foreach (var (row, strength) in _rows)
        {
            _weights.Features.AddRowTo(_sum, row, strength);
        }
    }

    private int FindSlot(int candidate)
    {
        if (candidate < VocabularyCount)
        {
            return candidate;
        }

        var slot = FindExtra(candidate);
        if (slot < 0)
        {
            slot = Count++;
            _candidates[slot] = candidate;
            _logits[slot] = _logits[Vocabulary.Unknown];
        }

        return slot;
    }

    private int FindExtra(int candidate) =>
        Array.IndexOf(_candidates, candidate, VocabularyCount, Count - VocabularyCount);

    private void LearnOutput(Block weights, Block gradients, Block biasGradients, int row, double delta)
    {
        weights.AddRowTo(_delta, row, delta);
        gradients.AddToRow(row, _hidden, delta);
        biasGradients.AddToCell(row, delta);
    }
}
