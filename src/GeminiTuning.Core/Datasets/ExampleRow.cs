using System;
using System.Collections.Generic;
using System.Text.Json;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// One row of training data: an example, or the bytes of a JSON line that need not become one to be checked and sent. The
/// same object serves row after row.
/// </summary>
internal sealed class ExampleRow
{
    private TuningExample? _example;
    private ReadOnlyMemory<byte> _line;
    private JsonSlice _input;
    private JsonSlice _output;
    private JsonSlice? _rejected;
    private List<JsonSlice>? _texts;
    private int _answer;
    private string _fileName = string.Empty;
    private long _number;

    public ExampleRow()
    {
    }

    public ExampleRow(TuningExample example)
    {
        _example = example;
    }

    /// <summary>The row as an example.</summary>
    public TuningExample Example => _example ??= _texts != null ? ContentsExample() : FieldsExample();

    /// <summary>The number of the line; <see langword="null"/> where only <see cref="Source"/> tells.</summary>
    public long? Number => _example == null ? _number : null;

    public string? Source => _example != null ? _example.Source : SourceLine.Of(_fileName, _number);

    public bool HasRejected => _example != null ? _example.RejectedOutput != null : _rejected != null;

    public ExampleRow Set(TuningExample example)
    {
        _example = example;
        return this;
    }

    /// <summary>Makes it a line in Vertex AI's form that is known to be sound for supervised tuning.</summary>
    /// <param name="line">The line.</param>
    /// <param name="texts">Where its texts stand.</param>
    /// <param name="answer">Which of them is the answer.</param>
    /// <param name="fileName">The file.</param>
    /// <param name="number">The line's number, from 1.</param>
    public ExampleRow SetContents(ReadOnlyMemory<byte> line, List<JsonSlice> texts, int answer, string fileName, long number)
    {
        SetLine(line, fileName, number);
        _texts = texts;
        _answer = answer;
        _rejected = null;
        return this;
    }

    /// <summary>Makes it a line whose fields stand at the given places.</summary>
    public ExampleRow SetFields(ReadOnlyMemory<byte> line, JsonSlice input, JsonSlice output, JsonSlice? rejected, string fileName, long number)
    {
        SetLine(line, fileName, number);
        _texts = null;
        _input = input;
        _output = output;
        _rejected = rejected;
        return this;
    }

    /// <summary>What is wrong with it on Vertex AI, or <see langword="null"/>.</summary>
    public string? Problem(TuningMethod method) => FindProblem(method)?.Text;

    /// <summary>What is wrong with it on Vertex AI and by which rule, or <see langword="null"/>.</summary>
    public RowProblem? FindProblem(TuningMethod method)
    {
        var isSound = _example == null && method == TuningMethod.Supervised
            && (_texts != null || (_input.StartsPlainly(_line.Span) && _output.StartsPlainly(_line.Span)));
        return isSound ? null : ExampleRules.Find(Example, method);
    }

    /// <summary>Hands over its texts, of which a line's need not become strings.</summary>
    public void ReadTexts(RowTexts texts)
    {
        if (_example != null)
        {
            texts.Take(_example);
        }
        else if (_texts != null)
        {
            texts.Take(_line, _texts, _answer);
        }
        else
        {
            texts.Take(_line, _input, _output, _rejected);
        }
    }

    /// <summary>Writes it in Vertex AI's form.</summary>
    public void Write(VertexLineWriter writer, TuningMethod method)
    {
        if (_example != null)
        {
            writer.Write(_example, method);
        }
        else if (_texts != null)
        {
            writer.WriteLine(_line.Span);
        }
        else
        {
            var line = _line.Span;
            writer.WriteEscaped(_input.Of(line), _output.Of(line), _rejected is { } rejected ? rejected.Of(line) : default, method);
        }
    }

    private void SetLine(ReadOnlyMemory<byte> line, string fileName, long number)
    {
        _example = null;
        _line = line;
        _fileName = fileName;
        _number = number;
    }

    private TuningExample ContentsExample()
    {
        using var document = JsonDocument.Parse(_line);
        return ContentsForm.Read(document.RootElement, Source!, isLine: true);
    }

    private TuningExample FieldsExample() => new()
    {
        TextInput = _input.Text(_line.Span),
        Output = _output.Text(_line.Span),
        RejectedOutput = _rejected?.Text(_line.Span),
        Source = Source,
    };
}
