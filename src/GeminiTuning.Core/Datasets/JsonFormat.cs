using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>A list of JSON objects, alone or inside an object as the API's own requests have it.</summary>
internal sealed class JsonFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TextReader text, string fileName, ExampleFields fields)
    {
        var reader = new JsonExamplesReader(Encoding.UTF8.GetBytes(text.ReadToEnd()), fileName);
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
