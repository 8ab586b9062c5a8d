using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Specs;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters added, left out, replaced or swapped; <see langword="null"/> where none is near.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        // Longer ones are nobody's slip, and the table grows with both lengths.
        if (given.Length > 64)
        {
            return null;
        }

        var (name, distance) = names
            .Select(name => (Name: name, Distance: Distance(given.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(static pair => pair.Distance)
            .First();
        return distance <= Math.Max(2, name.Length / 2) ? name : null;
    }

    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var next = new int[b.Length + 1];
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                next[j] = Math.Min(replaced, Math.Min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
                }
            }

            (before, row) = (row, next);
        }

        return row[b.Length];
    }
}
