using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Storage;

/// <summary>Examples as the bytes of their JSON lines, made as they are read. It goes forward only and holds a few lines.</summary>
internal sealed class JsonLinesStream : Stream
{
    private const int LeastConverted = 1 << 16;
    private const int MostRowsInError = 5;

    private readonly IEnumerator<TuningExample> _examples;
    private readonly TuningMethod _method;
    private readonly bool _check;
    private readonly LineBuffer _buffer = new(2 * LeastConverted);
    private readonly VertexLineWriter _writer;
    private readonly List<string> _problems = [];
    private long _bad;
    private bool _ended;
    private int _lastRead;
    private Task<int>? _lastTask;

    /// <summary>Makes a stream.</summary>
    /// <param name="examples">The examples, gone through once.</param>
    /// <param name="method">What they are for.</param>
    /// <param name="check">Whether to hold each one against the rules.</param>
    public JsonLinesStream(IEnumerable<TuningExample> examples, TuningMethod method, bool check)
    {
        _examples = examples.GetEnumerator();
        _method = method;
        _check = check;
        _writer = new VertexLineWriter(_buffer);
    }

    /// <summary>How many examples have been read.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadNext(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Read(buffer, offset, count);

        // One task for the many reads of one size.
        if (_lastTask == null || _lastRead != read)
        {
            _lastRead = read;
            _lastTask = Task.FromResult(read);
        }

        return _lastTask;
    }

#if !NETFRAMEWORK
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override int Read(Span<byte> buffer) => ReadNext(buffer);
#endif

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _examples.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadNext(Span<byte> target)
    {
        if (_buffer.Length == 0)
        {
            Convert();
        }

        return _buffer.Take(target);
    }

    private void Convert()
    {
        while (!_ended && _buffer.Length < LeastConverted)
        {
            if (!_examples.MoveNext())
            {
                End();
                return;
            }

            Count++;
            if (IsGood(_examples.Current))
            {
                _writer.Write(_examples.Current, _method);
            }
        }
    }

    private bool IsGood(TuningExample example)
    {
        if (!_check || ExampleRules.Problem(example, _method) is not { } problem)
        {
            return true;
        }

        if (++_bad <= MostRowsInError)
        {
            _problems.Add((example.Source ?? string.Format(CultureInfo.InvariantCulture, "row {0}", Count)) + ": " + problem);
        }

        return false;
    }

    private void End()
    {
        _ended = true;
        if (_bad > 0)
        {
            throw DatasetErrors.TrainingRowInvalid(_problems, _bad, Count, Rule());
        }
    }

    private string Rule() => _method == TuningMethod.Preference
        ? "Each row needs a prompt (text_input), a preferred answer (output) and a rejected one (rejected_output), or Vertex AI's fields 'contents' and 'completions'."
        : "Each row needs a prompt (text_input) and an answer (output), or Vertex AI's field 'contents' with turns of 'user' and 'model'.";
}
