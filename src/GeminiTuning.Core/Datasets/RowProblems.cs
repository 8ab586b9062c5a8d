using System.Collections.Generic;
using System.Globalization;

namespace GeminiTuning.Core.Datasets;

/// <summary>Counts rows and keeps the first of those that cannot be used, for one error about all of them.</summary>
internal sealed class RowProblems
{
    private const int MostRowsInError = 5;
    private readonly List<string> _first = [];
    private long _bad;

    /// <summary>How many rows there were.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a row; whether it can be used.</summary>
    /// <param name="source">Where it stands, if that is known.</param>
    /// <param name="problem">What is wrong with it, or <see langword="null"/>.</param>
    public bool Add(string? source, string? problem)
    {
        Count++;
        if (problem == null)
        {
            return true;
        }

        if (++_bad <= MostRowsInError)
        {
            _first.Add((source ?? string.Format(CultureInfo.InvariantCulture, "row {0}", Count)) + ": " + problem);
        }

        return false;
    }

    public void ThrowIfAny(string rule)
    {
        if (_bad > 0)
        {
            throw DatasetErrors.TrainingRowInvalid(_first, _bad, Count, rule);
        }
    }
}
