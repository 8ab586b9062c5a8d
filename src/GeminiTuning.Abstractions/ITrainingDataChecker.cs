using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>Checks one set of training data, row after row.</summary>
public interface ITrainingDataChecker
{
    /// <summary>Checks data as it is gone through. A bad row is a finding, and reading goes on after it.</summary>
    /// <param name="data">The data.</param>
    /// <returns>A part each some thousand rows, also where nothing was found.</returns>
    /// <exception cref="TuningException">A file cannot be read.</exception>
    IEnumerable<CheckedRows> Check(IEnumerable<TuningExample> data);

    /// <summary>Takes a row that could not be made an example of.</summary>
    /// <param name="fault">Why.</param>
    /// <returns>What it is as a finding.</returns>
    CheckedRows Reject(TuningException fault);

    /// <summary>Ends the data: what can only be said of the whole is found now.</summary>
    /// <returns>That.</returns>
    CheckedRows Complete();
}
