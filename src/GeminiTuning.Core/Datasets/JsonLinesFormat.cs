using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields)
    {
        var rows = new JsonLineReader(new Utf8Lines(text.Utf8(), fields.IsLenient), fileName, fields);
        while (rows.TryRead(out var row))
        {
            if (row != null)
            {
                yield return row;
            }
        }
    }
}
