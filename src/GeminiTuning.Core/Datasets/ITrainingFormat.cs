using System.Collections.Generic;
using System.IO;

namespace GeminiTuning.Core.Datasets;

/// <summary>A way in which examples are written down.</summary>
internal interface ITrainingFormat
{
    /// <summary>Reads the examples one by one.</summary>
    IEnumerable<TuningExample> Read(TextReader text, string fileName, ExampleFields fields);
}
