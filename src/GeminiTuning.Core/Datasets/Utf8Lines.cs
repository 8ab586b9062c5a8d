using System;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Datasets;

/// <summary>Reads the lines of UTF-8 text as bytes, as strictly as the readers of text here do.</summary>
internal sealed class Utf8Lines
{
    // A buffer that one long line has made large is not filled with short ones at once.
    private const int BlockSize = 1 << 17;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _end;
    private int _soundEnd;
    private readonly bool _isLenient;
    private bool _ended;
    private bool _afterReturn;

    /// <param name="stream">The text.</param>
    /// <param name="isLenient">Whether bytes that are not UTF-8 become U+FFFD, as a reader of text has it, and are no fault.</param>
    public Utf8Lines(Stream stream, bool isLenient = false)
    {
        _stream = stream;
        _isLenient = isLenient;
    }

    /// <summary>The next line if it fits a template, which is quicker than to look for its end first.</summary>
    public bool TryRead(LineTemplate template, out ReadOnlyMemory<byte> line)
    {
        SkipLineFeed();
        var fits = template.Fits(_buffer.AsSpan(_start, Math.Max(_soundEnd - _start, 0)), out var length);
        line = fits ? Take(length, 1) : default;
        return fits;
    }

    /// <summary>The next line without its end; the bytes are valid until the next call.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        SkipLineFeed();
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOfAny((byte)'\n', (byte)'\r');
            if (at >= 0)
            {
                line = Take(searched + at, 1);
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                line = Take(searched, 0);
                return searched > 0;
            }
        }
    }

    private ReadOnlyMemory<byte> Take(int count, int end)
    {
        var line = _buffer.AsMemory(_start, count);
        _start += count + end;
        _afterReturn = end > 0 && _buffer[_start - 1] == (byte)'\r';
        return _start <= _soundEnd || Utf8Check.IsValid(line.Span) ? line
            : _isLenient ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line.ToArray()))
            : throw new DecoderFallbackException();
    }

    private void SkipLineFeed()
    {
        if (_afterReturn && (_start < _end || Fill()) && _buffer[_start] == (byte)'\n')
        {
            _start++;
        }

        _afterReturn = false;
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _stream.Read(_buffer, _end, Math.Min(_buffer.Length - _end, BlockSize));
        _ended = read == 0;
        CheckLines(read);
        return !_ended;
    }

    // All whole lines are checked at once. Where they are not UTF-8, each one is checked when its turn comes.
    private void CheckLines(int read)
    {
        var last = _buffer.AsSpan(_end, read).LastIndexOf((byte)'\n');
        var end = _end + last + 1;
        _soundEnd = last >= 0 && Utf8Check.IsValid(_buffer.AsSpan(_start, end - _start)) ? end : 0;
        _end += read;
    }
}
