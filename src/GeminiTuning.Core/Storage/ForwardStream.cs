using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Storage;

/// <summary>A stream that is read once, from its start to its end.</summary>
internal abstract class ForwardStream : Stream
{
    private const int BlockSize = 1 << 17;

    private int _lastRead;
    private Task<int>? _lastTask;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left.</summary>
    public void ReadToEnd(Action<ArraySegment<byte>> onBlock, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        while (Read(block, 0, block.Length) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onBlock(new ArraySegment<byte>(block, 0, read));
        }
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

    /// <summary>Reads what comes next; 0 at the end.</summary>
    protected abstract int ReadNext(Span<byte> target);
}
