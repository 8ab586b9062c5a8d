using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>A way in which examples are written down.</summary>
internal interface ITrainingFormat
{
    /// <summary>Reads the rows one by one; each is valid until the next.</summary>
    IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields);
}
