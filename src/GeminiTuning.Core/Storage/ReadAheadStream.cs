using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Reads another stream some way ahead in the background, so that rows are converted while others are hashed or sent.
/// Its blocks are used again and again.
/// </summary>
internal sealed class ReadAheadStream : Stream
{
    private const int BlockSize = 1 << 18;

    // Together as much as the part that is being sent meanwhile.
    private const int MostBlocks = 64;

    private readonly Stream _inner;
    private readonly ConcurrentQueue<byte[]> _unused = new();
    private readonly ConcurrentQueue<ArraySegment<byte>> _filled = new();
    private readonly SemaphoreSlim _free = new(MostBlocks);
    private readonly SemaphoreSlim _ready = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _filling;
    private ArraySegment<byte> _current;
    private int _taken;
    private bool _ended;

    public ReadAheadStream(Stream inner)
    {
        _inner = inner;
        _filling = Task.Run(FillAsync);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the reading ahead. After it the other stream is at rest.</summary>
    public async Task StopAsync()
    {
        _stop.Cancel();
        await Task.WhenAny(_filling).ConfigureAwait(false);

        // Whatever it ended with has been told to the reader, or is of no more interest.
        _ = _filling.Exception;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _taken < _current.Count
            ? Task.FromResult(Take(buffer.AsSpan(offset, count)))
            : ReadNextAsync(buffer.AsMemory(offset, count), cancellationToken);

#if !NETFRAMEWORK
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _taken < _current.Count ? new(Take(buffer.Span)) : new(ReadNextAsync(buffer, cancellationToken));
#endif

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
        }

        base.Dispose(disposing);
    }

    private async Task FillAsync()
    {
        try
        {
            int length;
            do
            {
                await _free.WaitAsync(_stop.Token).ConfigureAwait(false);
                var block = _unused.TryDequeue(out var unused) ? unused : new byte[BlockSize];
                length = await FillAsync(block).ConfigureAwait(false);
                if (length > 0)
                {
                    _filled.Enqueue(new ArraySegment<byte>(block, 0, length));
                    _ready.Release();
                }
            }
            while (length > 0);
        }
        finally
        {
            // The reader finds no block and looks here for the reason.
            _ready.Release();
        }
    }

    private async Task<int> FillAsync(byte[] block)
    {
        var length = 0;
        while (length < block.Length)
        {
#if NETFRAMEWORK
            var read = await _inner.ReadAsync(block, length, block.Length - length, _stop.Token).ConfigureAwait(false);
#else
            var read = await _inner.ReadAsync(block.AsMemory(length), _stop.Token).ConfigureAwait(false);
#endif
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }

    private async Task<int> ReadNextAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return 0;
        }

        if (_current.Array != null)
        {
            _unused.Enqueue(_current.Array);
            _free.Release();
            _current = default;
            _taken = 0;
        }

        await _ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_filled.TryDequeue(out _current))
        {
            return Take(target.Span);
        }

        _ended = true;
        await _filling.ConfigureAwait(false);
        return 0;
    }

    private int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _current.Count - _taken);
        _current.AsSpan(_taken, count).CopyTo(target);
        _taken += count;
        return count;
    }
}
