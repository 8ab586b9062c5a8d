using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>What can be done with training data before it is sent.</summary>
public interface ITrainingDataTools
{
    /// <summary>Makes a checker for one set of training data. The validation data is read at once.</summary>
    /// <param name="check">What to check for.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The checker.</returns>
    ITrainingDataChecker Check(TrainingDataCheck check, CallOptions options);

    /// <summary>Measures training data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="measure">What to work out.</param>
    /// <param name="service">The service that counts tokens; <see langword="null"/> to estimate them here.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The measures.</returns>
    Task<TrainingDataMeasurement> MeasureAsync(IEnumerable<TuningExample> data, MeasureOptions measure, ITuningBackend? service, CallOptions options);

    /// <summary>Splits training data in two. Data from files is gone through again whenever a part of it is read.</summary>
    /// <param name="data">The data; it can be gone through more than once.</param>
    /// <param name="split">How to split it.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The parts.</returns>
    TrainingDataSplit Split(IEnumerable<TuningExample> data, SplitOptions split, CallOptions options);
}
