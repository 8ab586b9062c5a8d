using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat : ITrainingFormat
{
    public IEnumerable<TuningExample> Read(TextReader text, string fileName, ExampleFields fields)
    {
        var number = 0L;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Example(line, fileName, number, fields);
            }
        }
    }

    private static TuningExample Example(string line, string fileName, long number, ExampleFields fields)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? fields.Pick(document.RootElement, SourceLine.Of(fileName, number))
                : throw DatasetErrors.TrainingRowInvalid(SourceLine.Of(fileName, number), "the line is not an object, such as {\"text_input\":\"1\",\"output\":\"2\"}");
        }
        catch (JsonException e)
        {
            throw DatasetErrors.TrainingFileFormat(fileName, number, JsonProblem.Of(e) + ". Each line must be one whole object");
        }
    }
}
