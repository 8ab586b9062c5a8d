using System;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Learning;

/// <summary>Chooses one slot of a prediction.</summary>
internal sealed class Sampler(SamplingOptions options)
{
    private readonly SeededRandom _random = new(unchecked((ulong)options.Seed));

    public int Choose(Network network)
    {
        var slots = Rank(network);
        if (slots.Count == 0)
        {
            // A model that has diverged to non-finite weights has nothing to say.
            return Vocabulary.End;
        }

        return options.Temperature > 0 ? Draw(network.Logits, slots) : slots[0];
    }

    private static List<int> Rank(Network network)
    {
        var logits = network.Logits;
        var slots = new List<int>(network.Count);
        for (var slot = 0; slot < network.Count; slot++)
        {
            var hasText = slot is not (Vocabulary.Unknown or Vocabulary.Start);
            if (hasText && !double.IsNaN(logits[slot]) && !double.IsInfinity(logits[slot]))
            {
                slots.Add(slot);
            }
        }

        // Ties go to the lower slot: List.Sort alone is not stable.
        slots.Sort((a, b) => logits[a] == logits[b] ? a.CompareTo(b) : logits[b].CompareTo(logits[a]));
        return slots;
    }

    private int Draw(IReadOnlyList<double> logits, List<int> slots)
    {
        var count = options.TopK > 0 ? Math.Min(options.TopK, slots.Count) : slots.Count;
        var probabilities = new double[count];
        double total = 0;
        for (var i = 0; i < count; i++)
        {
            total += probabilities[i] = Math.Exp((logits[slots[i]] - logits[slots[0]]) / options.Temperature);
        }

        var kept = 0;
        double mass = 0;
        while (kept < count && (kept == 0 || mass < options.TopP * total))
        {
            mass += probabilities[kept++];
        }

        var mark = _random.NextDouble() * mass;
        for (var i = 0; i < kept; i++)
        {
            mark -= probabilities[i];
            if (mark < 0)
            {
                return slots[i];
            }
        }

        return slots[kept - 1];
    }
}
