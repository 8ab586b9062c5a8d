using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>Training data that can be gone through row by row without making an example of each.</summary>
internal interface ITrainingRows : IEnumerable<TuningExample>
{
    /// <summary>The rows. Each is valid until the next.</summary>
    IEnumerable<ExampleRow> Rows();
}
