using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Splits;

/// <summary>
/// Splits data by an order that only the prompts and the seed decide: XXH64 of the prompt's XXH3 hash, seeded. Rows with the same
/// prompt stay together. Nothing in it depends on the machine or on .NET's own random numbers.
/// </summary>
internal static class Splitter
{
    private const int RowsBetweenReports = 1 << 14;

    public static TrainingDataSplit Split(IEnumerable<TuningExample> data, SplitOptions split, CallOptions options)
    {
        if (!(split.ValidationFraction > 0 && split.ValidationFraction < 1))
        {
            throw DataToolErrors.ValidationFractionOutOfRange(split.ValidationFraction);
        }

        var groups = new List<PromptGroup>();
        var groupOfRow = Read(data, split, groups, options);
        if (groupOfRow.Count == 0)
        {
            throw DatasetErrors.TrainingDataEmpty(null);
        }

        var chosen = Choose(groups, groupOfRow.Count, split);
        var isValidation = new BitArray(groupOfRow.Count);
        var count = 0;
        for (var i = 0; i < groupOfRow.Count; i++)
        {
            isValidation[i] = chosen[groupOfRow[i]];
            count += isValidation[i] ? 1 : 0;
        }

        if (count == 0 || count == groupOfRow.Count)
        {
            throw DataToolErrors.SplitImpossible(groupOfRow.Count, groups.Count);
        }

        return new TrainingDataSplit(
            new SplitRows(data, isValidation, isWanted: false, groupOfRow.Count - count),
            new SplitRows(data, isValidation, isWanted: true, count));
    }

    private static List<int> Read(IEnumerable<TuningExample> data, SplitOptions split, List<PromptGroup> groups, CallOptions options)
    {
        var known = new RowTable();
        var groupOfRow = new List<int>();
        var row = new RowReport(static _ => { });
        foreach (var next in TrainingRows.Of(data))
        {
            row.Set(next);
            var isKnown = known.TryFind(row.InputKey, 0, (uint)groups.Count + 1, out var first);
            var group = isKnown ? (int)first.Place - 1 : groups.Count;
            if (!isKnown)
            {
                groups.Add(new PromptGroup(PromptGroup.OrderOf(row.InputKey, split.Seed), split.ByOutput ? row.OutputHash : 0));
            }

            groups[group] = groups[group] with { Size = groups[group].Size + 1 };
            groupOfRow.Add(group);
            if (groupOfRow.Count % RowsBetweenReports == 0)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
            }
        }

        return groupOfRow;
    }

    private static bool[] Choose(List<PromptGroup> groups, int rows, SplitOptions split)
    {
        var chosen = new bool[groups.Count];
        var strata = Enumerable.Range(0, groups.Count)
            .GroupBy(index => groups[index].Stratum)
            .Select(stratum => (Groups: stratum.ToArray(), Rows: stratum.Sum(index => groups[index].Size)))
            .ToList();
        var targets = Targets(strata.ConvertAll(static stratum => stratum.Rows), rows, split.ValidationFraction);
        for (var i = 0; i < strata.Count; i++)
        {
            var order = strata[i].Groups.OrderBy(index => groups[index].Order).ThenBy(static index => index);
            foreach (var index in order.TakeWhile(_ => targets[i] > 0))
            {
                // A group that is too large is passed over, so that smaller ones fill the share.
                if (groups[index].Size <= targets[i])
                {
                    chosen[index] = true;
                    targets[i] -= groups[index].Size;
                }
            }
        }

        return chosen;
    }

    /// <summary>How many rows of each stratum are for validation: its share rounded down, and the rest to the largest remainders.</summary>
    private static int[] Targets(List<int> strata, int rows, double fraction)
    {
        var all = Math.Min(Math.Max((int)Math.Round(rows * fraction, MidpointRounding.AwayFromZero), 1), rows - 1);
        var targets = strata.Select(size => (int)((double)all * size / rows)).ToArray();
        var rest = all - targets.Sum();
        foreach (var index in Enumerable.Range(0, strata.Count).OrderByDescending(index => ((double)all * strata[index] / rows) - targets[index]).ThenBy(static index => index).Take(rest))
        {
            targets[index]++;
        }

        return targets;
    }
}
