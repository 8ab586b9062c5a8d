using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Measures;
using GeminiTuning.Core.Splits;

namespace GeminiTuning.Core;

/// <summary>Leads to what can be done with training data.</summary>
internal sealed class TrainingDataTools : ITrainingDataTools
{
    public ITrainingDataChecker Check(TrainingDataCheck check, CallOptions options) => new TrainingDataChecker(check, options);

    public Task<TrainingDataMeasurement> MeasureAsync(IEnumerable<TuningExample> data, MeasureOptions measure, ITuningBackend? service, CallOptions options) =>
        new DataMeter(measure, options).MeasureAsync(data, service as ITokenCounter);

    public TrainingDataSplit Split(IEnumerable<TuningExample> data, SplitOptions split, CallOptions options) => Splitter.Split(data, split, options);
}
