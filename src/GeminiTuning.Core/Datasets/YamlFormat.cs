using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>A list of maps, or one map in each document.</summary>
internal sealed class YamlFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields)
    {
        var reader = new YamlExamplesReader(text.Characters(), fileName);
        var row = new ExampleRow();
        while (reader.TryRead(fields, out var example))
        {
            if (example != null)
            {
                yield return row.Set(example);
            }
        }
    }
}
