using System;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Makes examples of lines and knows which line it is at.</summary>
internal sealed class JsonLineReader
{
    private readonly string _fileName;
    private readonly ExampleFields _fields;
    private long _number;
    private RowShape? _shape;

    public JsonLineReader(string fileName, ExampleFields fields)
    {
        _fileName = fileName;
        _fields = fields;
    }

    private string Source => SourceLine.Of(_fileName, _number);

    /// <summary>Reads the next line; <see langword="null"/> for a blank one.</summary>
    public TuningExample? Read(ReadOnlyMemory<byte> line)
    {
        _number++;
        return _shape?.Read(line.Span, _fileName, _number) ?? (IsBlank(line.Span) ? null : ReadAny(line));
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        if (line.Length > 0 && line[0] == (byte)'{')
        {
            return false;
        }

        return string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(line.ToArray()));
    }

    private TuningExample ReadAny(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw DatasetErrors.TrainingRowInvalid(Source, "the line is not an object, such as {\"text_input\":\"1\",\"output\":\"2\"}");
            }

            var example = _fields.Pick(document.RootElement, Source, isLine: true);
            _shape = _fields.ShapeOf(document.RootElement);
            return example;
        }
        catch (JsonException e)
        {
            throw DatasetErrors.TrainingFileFormat(_fileName, _number, JsonProblem.Of(e) + ". Each line must be one whole object");
        }
    }
}
