using System.Collections.Generic;

namespace GeminiTuning.Core.Datasets;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TrainingText text, string fileName, ExampleFields fields)
    {
        var lines = new Utf8Lines(text.Utf8(), fields.IsLenient);
        var rows = new JsonLineReader(fileName, fields);
        while (lines.TryRead(out var line))
        {
            if (rows.Read(line) is { } row)
            {
                yield return row;
            }
        }
    }
}
