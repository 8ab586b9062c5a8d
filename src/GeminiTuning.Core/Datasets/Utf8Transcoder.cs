using System;
using System.IO;
using System.Text;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Datasets;

/// <summary>Text as a stream of UTF-8, for the readers that work on bytes.</summary>
internal sealed class Utf8Transcoder : ForwardStream
{
    private readonly TextReader _text;
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetEncoder();
    private readonly char[] _characters = new char[1 << 14];
    private readonly byte[] _bytes = new byte[(1 << 14) * 4];
    private int _start;
    private int _end;

    public Utf8Transcoder(TextReader text)
    {
        _text = text;
    }

    protected override int ReadNext(Span<byte> target)
    {
        // Half a character at the end of a block makes no bytes yet.
        while (_start == _end)
        {
            var count = _text.Read(_characters, 0, _characters.Length);
            if (count == 0)
            {
                return 0;
            }

            _start = 0;
            _end = _encoder.GetBytes(_characters, 0, count, _bytes, 0, flush: false);
        }

        var taken = Math.Min(target.Length, _end - _start);
        _bytes.AsSpan(_start, taken).CopyTo(target);
        _start += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }
}
