using System;
using System.IO;
using System.IO.Compression;
using System.IO.Hashing;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Decompresses a file and makes sure at its end that nothing is missing, which the library leaves unsaid: a file that was
/// cut off just ends.
/// </summary>
internal sealed class GzipFile : ForwardStream
{
    private const int TrailerLength = 8;

    private readonly FileStream _file;
    private readonly Crc32 _checksum = new();
    private GZipStream _content;
    private long _length;
    private bool _ended;

    public GzipFile(FileStream file)
    {
        _file = file;
        _content = Start();
    }

    protected override int ReadNext(Span<byte> target)
    {
        if (_ended || target.Length == 0)
        {
            return 0;
        }

#if NETFRAMEWORK
        var block = new byte[target.Length];
        var count = _content.Read(block, 0, block.Length);
        block.AsSpan(0, count).CopyTo(target);
#else
        var count = _content.Read(target);
#endif
        _length += count;
        _checksum.Append(target.Slice(0, count));
        if (count == 0)
        {
            _ended = true;
            Check();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private GZipStream Start() => new(_file, CompressionMode.Decompress, leaveOpen: true);

    // A file may have several parts, one after the other; its last bytes are the checksum and the length of the last part.
    private void Check()
    {
        var trailer = new byte[TrailerLength];
        if (_file.Length < TrailerLength)
        {
            throw new InvalidDataException();
        }

        _file.Position = _file.Length - TrailerLength;
        for (var read = 0; read < TrailerLength;)
        {
            var count = _file.Read(trailer, read, TrailerLength - read);
            read += count > 0 ? count : throw new InvalidDataException();
        }

        var ofLast = BitConverter.ToUInt32(trailer, 4);
        var checksum = BitConverter.ToUInt32(trailer, 0);
        var isSound = ofLast == (uint)_length
            ? _checksum.GetCurrentHashAsUInt32() == checksum
            : ofLast < _length && ChecksumFrom(_length - ofLast) == checksum;
        if (!isSound)
        {
            throw new InvalidDataException();
        }
    }

    private uint ChecksumFrom(long start)
    {
        _content.Dispose();
        _file.Position = 0;
        _content = Start();
        var checksum = new Crc32();
        var block = new byte[1 << 16];
        for (var at = 0L; _content.Read(block, 0, block.Length) is > 0 and var count; at += count)
        {
            var skipped = (int)Math.Min(count, Math.Max(0, start - at));
            checksum.Append(block.AsSpan(skipped, count - skipped));
        }

        return checksum.GetCurrentHashAsUInt32();
    }
}
