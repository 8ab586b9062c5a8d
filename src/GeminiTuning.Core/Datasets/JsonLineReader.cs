using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>Makes rows of lines and knows which line it is at.</summary>
internal sealed class JsonLineReader
{
    private const int NotContents = -1;
    private readonly Utf8Lines _lines;
    private readonly string _fileName;
    private readonly ExampleFields _fields;
    private readonly ExampleRow _row = new();
    private readonly List<JsonSlice> _texts = [];
    private long _number;
    private RowShape? _shape;
    private LineTemplate? _template;
    private int _templateAnswer;

    public JsonLineReader(Utf8Lines lines, string fileName, ExampleFields fields)
    {
        _lines = lines;
        _fileName = fileName;
        _fields = fields;
    }

    private string Source => SourceLine.Of(_fileName, _number);

    /// <summary>Reads the next line.</summary>
    /// <param name="row">The row, which is valid until the next call; <see langword="null"/> for a blank line.</param>
    /// <returns>Whether there was a line.</returns>
    public bool TryRead(out ExampleRow? row)
    {
        _number++;
        if (_template != null && _lines.TryRead(_template, out var line))
        {
            row = Row(line, _template.Texts, _templateAnswer);
            return true;
        }

        var any = _lines.TryRead(out line);
        row = any ? Read(line) : null;
        return any;
    }

    private ExampleRow? Read(ReadOnlyMemory<byte> line)
    {
        if (_template != null && _template.Fits(line.Span, out _))
        {
            return Row(line, _template.Texts, _templateAnswer);
        }

        if (_shape != null && _shape.TryFind(line.Span, _texts))
        {
            return Row(line, NotContents);
        }

        if (_fields.TakesContents && ContentsScan.IsSound(line.Span, _texts, out var answer))
        {
            return Row(line, answer);
        }

        return IsBlank(line.Span) ? null : ReadOther(line);
    }

    private ExampleRow Row(ReadOnlyMemory<byte> line, int answer)
    {
        // Where no two lines are alike, no time is lost on templates.
        if (_template is null or { Hits: > 0 })
        {
            _template = new LineTemplate(line.Span, _texts);
            _templateAnswer = answer;
        }

        return Row(line, _texts, answer);
    }

    private ExampleRow Row(ReadOnlyMemory<byte> line, List<JsonSlice> texts, int answer) => answer != NotContents
        ? _row.SetContents(line, texts, answer, _fileName, _number)
        : _shape!.SetRow(_row, line, texts, _fileName, _number);

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        if (line.Length > 0 && line[0] == (byte)'{')
        {
            return false;
        }

        return string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(line.ToArray()));
    }

    private string ListAdvice(ReadOnlySpan<byte> line) =>
        _number == 1 && line[0] == (byte)'[' ? ". A list of objects belongs into a .json file" : string.Empty;

    private ExampleRow? ReadOther(ReadOnlyMemory<byte> line)
    {
        try
        {
            return _row.Set(ReadAny(line));
        }
        catch (TuningException fault) when (_fields.Skips(fault))
        {
            return null;
        }
    }

    private TuningExample ReadAny(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw DatasetErrors.TrainingRowInvalid(Source, "the line is not an object, such as {\"text_input\":\"1\",\"output\":\"2\"}" + ListAdvice(line.Span));
            }

            var example = _fields.Pick(document.RootElement, Source, isLine: true);
            if (_fields.ShapeOf(document.RootElement) is { } shape)
            {
                // A template of another shape would have its texts in another order.
                _shape = shape;
                _template = null;
            }

            return example;
        }
        catch (JsonException e)
        {
            throw DatasetErrors.TrainingFileFormat(_fileName, _number, JsonProblem.Of(e) + ". Each line must be one whole object" + ListAdvice(line.Span));
        }
        catch (InvalidOperationException) when (line.Span.IndexOf("\\u"u8) >= 0)
        {
            // The library says so of an escape such as \ud800 that stands alone.
            throw DatasetErrors.TrainingRowInvalid(Source, HalfCharacter.Problem);
        }
    }
}
