using System.Collections.Generic;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat : ITrainingFormat
{
    public IEnumerable<ExampleRow> Read(TextReader text, string fileName, ExampleFields fields)
    {
        var rows = new JsonLineReader(fileName, fields);
        while (text.ReadLine() is { } line)
        {
            if (rows.Read(Encoding.UTF8.GetBytes(line)) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>Reads UTF-8, which need not become text first, from where the stream stands.</summary>
    public static IEnumerable<ExampleRow> Read(Stream stream, string fileName, ExampleFields fields)
    {
        var lines = new Utf8Lines(stream, fields.IsLenient);
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
