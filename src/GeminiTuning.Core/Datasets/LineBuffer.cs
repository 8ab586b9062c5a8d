using System;
using System.Buffers;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>Bytes that grow as they are written and are taken from the start; the array is used again and again.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private byte[] _bytes;
    private int _start;
    private int _end;

    public LineBuffer(int capacity)
    {
        _bytes = new byte[capacity];
    }

    public int Length => _end - _start;

    /// <summary>What is in it; valid until it is written to.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(_start, Length);

    public void Clear() => _start = _end = 0;

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_end);
    }

    public void Append(byte value)
    {
        Reserve(1);
        _bytes[_end++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    public void AppendText(string text, int start, int count)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(count));
        _end += Encoding.UTF8.GetBytes(text, start, count, _bytes, _end);
    }

    /// <summary>Appends JSON as one line: a line break can only be white space between its tokens.</summary>
    public void AppendLine(string json)
    {
        var length = Length;
        AppendText(json, 0, json.Length);
        var rest = _bytes.AsSpan(_start + length, Length - length);
        while (rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var at)
        {
            rest[at] = (byte)' ';
            rest = rest.Slice(at);
        }
    }

    public void TrimEnd(byte value)
    {
        if (Length > 0 && _bytes[_end - 1] == value)
        {
            _end--;
        }
    }

    public void CopyTo(Stream target) => target.Write(_bytes, _start, Length);

    /// <summary>Moves bytes out from the start; the number of bytes moved.</summary>
    public int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, Length);
        _bytes.AsSpan(_start, count).CopyTo(target);
        _start += count;
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
        }

        return count;
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes, _start, Length);

    private void Reserve(int count)
    {
        if (_bytes.Length - _end >= count)
        {
            return;
        }

        var target = Length + count > _bytes.Length ? new byte[Math.Max(_bytes.Length * 2, Length + count)] : _bytes;
        Buffer.BlockCopy(_bytes, _start, target, 0, Length);
        _end -= _start;
        _start = 0;
        _bytes = target;
    }
}
