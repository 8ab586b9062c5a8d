using System;
using System.Collections.Generic;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Storage;

/// <summary>Training data as the bytes of its JSON lines, checked and made as they are read. It holds a few lines.</summary>
internal sealed class JsonLinesStream : ForwardStream
{
    private const int LeastConverted = 1 << 16;

    private readonly IEnumerator<ExampleRow> _rows;
    private readonly TuningMethod _method;
    private readonly LineBuffer _buffer = new(2 * LeastConverted);
    private readonly VertexLineWriter _writer;
    private readonly RowProblems _problems = new();
    private readonly Crc32C _crc32C = new();
    private bool _ended;

    /// <summary>Makes a stream.</summary>
    /// <param name="examples">The examples, gone through once.</param>
    /// <param name="method">What they are for.</param>
    public JsonLinesStream(IEnumerable<TuningExample> examples, TuningMethod method)
    {
        _rows = TrainingRows.Of(examples).GetEnumerator();
        _method = method;
        _writer = new VertexLineWriter(_buffer);
    }

    /// <summary>How many examples have been read.</summary>
    public long Count => _problems.Count;

    /// <summary>How many bytes have been read.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The checksum of the bytes that have been read, in base64.</summary>
    public string Crc32C => _crc32C.ToString();

    protected override int ReadNext(Span<byte> target)
    {
        if (_buffer.Length == 0)
        {
            Convert();
        }

        var count = _buffer.Take(target);
        _crc32C.Append(target.Slice(0, count));
        BytesRead += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Convert()
    {
        while (!_ended && _buffer.Length < LeastConverted)
        {
            if (!_rows.MoveNext())
            {
                End();
                return;
            }

            var row = _rows.Current;
            var problem = row.Problem(_method);
            if (_problems.Add(problem == null ? null : row.Source, problem))
            {
                row.Write(_writer, _method);
            }
        }
    }

    private void End()
    {
        _ended = true;
        _problems.ThrowIfAny(ExampleRules.Text(_method));
        if (Count == 0)
        {
            throw DatasetErrors.TrainingDataEmpty(null);
        }
    }
}
