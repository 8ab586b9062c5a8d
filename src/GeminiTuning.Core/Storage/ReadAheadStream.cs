using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Storage;

/// <summary>Reads another stream some way ahead in the background, so that some of it is made while some is sent.</summary>
internal sealed class ReadAheadStream : ForwardStream
{
    private const int BlockSize = 1 << 20;
    private const int MostBlocks = 16;

    private readonly Stream _inner;
    private readonly BlockingCollection<ArraySegment<byte>> _blocks = new(MostBlocks);
    private readonly ConcurrentBag<byte[]> _spare = [];
    private readonly CancellationTokenSource _stop = new();
    private Task? _reading;
    private ArraySegment<byte> _block;
    private int _taken;

    public ReadAheadStream(Stream inner)
    {
        _inner = inner;
    }

    /// <summary>Begins to read, which the first read does otherwise.</summary>
    public void Start() => _reading ??= Task.Run(ReadAhead);

    protected override int ReadNext(Span<byte> target)
    {
        if (_taken == _block.Count && !TakeBlock())
        {
            return 0;
        }

        var count = Math.Min(target.Length, _block.Count - _taken);
        _block.AsSpan(_taken, count).CopyTo(target);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            if (_reading != null)
            {
                ((IAsyncResult)_reading).AsyncWaitHandle.WaitOne();
                _ = _reading.Exception;
            }

            _blocks.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TakeBlock()
    {
        if (_block.Array != null)
        {
            _spare.Add(_block.Array);
        }

        _block = default;
        _taken = 0;
        Start();
        if (_blocks.TryTake(out _block, Timeout.Infinite))
        {
            return true;
        }

        // Throws what the stream ended with.
        _reading!.GetAwaiter().GetResult();
        return false;
    }

    private void ReadAhead()
    {
        try
        {
            while (true)
            {
                var block = _spare.TryTake(out var spare) ? spare : new byte[BlockSize];
                var count = Fill(block);
                if (count == 0)
                {
                    return;
                }

                _blocks.Add(new ArraySegment<byte>(block, 0, count), _stop.Token);
            }
        }
        finally
        {
            _blocks.CompleteAdding();
        }
    }

    private int Fill(byte[] block)
    {
        var count = 0;
        while (count < block.Length && _inner.Read(block, count, block.Length - count) is > 0 and var read)
        {
            count += read;
        }

        return count;
    }
}
