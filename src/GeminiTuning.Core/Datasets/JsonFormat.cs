using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>A list of JSON objects, alone or inside an object as the API's own requests have it.</summary>
internal sealed class JsonFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields)
    {
        var reader = new JsonExamplesReader(text.CheckedUtf8(), fileName);
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
