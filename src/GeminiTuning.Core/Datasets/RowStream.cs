using System;
using System.IO;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// The bytes of a file of examples, of which no row may have more than 64 MB: whatever else a file turns out to be, it does
/// not fill the memory.
/// </summary>
internal sealed class RowStream : ForwardStream
{
    private const long MostBytesOfRow = 64 << 20;

    private readonly Stream _inner;
    private byte[] _head = [];
    private int _headRead;
    private long _ofRow;

    public RowStream(Stream inner)
    {
        _inner = inner;
    }

    /// <summary>Reads the first bytes; <see cref="Skip"/> says how many of them are not read again.</summary>
    public byte[] Peek(int count)
    {
        var head = new byte[count];
        var length = 0;
        while (length < count && _inner.Read(head, length, count - length) is > 0 and var read)
        {
            length += read;
        }

        _head = head.AsSpan(0, length).ToArray();
        return _head;
    }

    public void Skip(int count) => _headRead = count;

    /// <summary>Says that a row has ended.</summary>
    public void StartRow() => _ofRow = 0;

    protected override int ReadNext(Span<byte> target)
    {
        if (_headRead < _head.Length)
        {
            var fromHead = Math.Min(target.Length, _head.Length - _headRead);
            _head.AsSpan(_headRead, fromHead).CopyTo(target);
            _headRead += fromHead;
            return fromHead;
        }

#if NETFRAMEWORK
        var block = new byte[target.Length];
        var count = _inner.Read(block, 0, block.Length);
        block.AsSpan(0, count).CopyTo(target);
#else
        var count = _inner.Read(target);
#endif
        _ofRow += count;
        return _ofRow > MostBytesOfRow ? throw new RowTooLongException() : count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
