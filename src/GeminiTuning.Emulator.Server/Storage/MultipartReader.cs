using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Reads a body of several parts, part by part and without keeping any as a whole.</summary>
internal sealed class MultipartReader
{
    private const int HeaderLimit = 64 * 1024;
    private readonly Stream _source;
    private readonly byte[] _delimiter;
    private readonly byte[] _buffer = new byte[ContentFolder.BufferSize];
    private int _start;
    private int _end = 1;
    private bool _isAfterHeaders;

    public MultipartReader(Stream source, string boundary)
    {
        _source = source;
        _delimiter = Encoding.UTF8.GetBytes("\n--" + boundary);

        // The first delimiter may be the very beginning: as if a line ended before it.
        _buffer[0] = (byte)'\n';
    }

    /// <summary>The boundary that a content type names.</summary>
    public static string ReadBoundary(string contentType)
    {
        var parameter = contentType.Split(';').Skip(1).Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase));
        var boundary = parameter?.Substring("boundary=".Length).Trim().Trim('"', '\'') ?? "";
        return boundary.Length > 0 ? boundary : throw Malformed("the content type names no boundary");
    }

    /// <summary>Skips to the next part and reads its headers.</summary>
    /// <returns>The value of its header <c>Content-Type</c>, if any.</returns>
    public async Task<string?> ReadHeadersAsync()
    {
        await SkipDelimiterAsync().ConfigureAwait(false);
        string? contentType = null;
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && string.Equals(line.Substring(0, colon).Trim(), "Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = line.Substring(colon + 1).Trim();
            }
        }

        // The content may be empty, and then the line's end before the delimiter is the one that ended the headers.
        _start--;
        _isAfterHeaders = true;
        return contentType;
    }

    /// <summary>Reads the content of the part, up to the next delimiter.</summary>
    /// <param name="sink">Takes the pieces.</param>
    public async Task ReadContentAsync(Func<byte[], int, int, Task> sink)
    {
        while (true)
        {
            var index = Find(_delimiter);
            var begin = _start + (_isAfterHeaders ? 1 : 0);
            if (index >= 0)
            {
                // The line's end before the delimiter belongs to the delimiter.
                var end = index > begin && _buffer[index - 1] == '\r' ? index - 1 : index;
                if (end > begin)
                {
                    await sink(_buffer, begin, end - begin).ConfigureAwait(false);
                }

                _start = index;
                _isAfterHeaders = false;
                return;
            }

            // What may be the beginning of a delimiter, with the line's end before it, is held back.
            var safe = _end - _delimiter.Length - 1;
            if (safe > begin)
            {
                await sink(_buffer, begin, safe - begin).ConfigureAwait(false);
                _start = safe;
                _isAfterHeaders = false;
            }

            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes sure that no part is left.</summary>
    public async Task ReadEndAsync()
    {
        _start += _delimiter.Length;
        while (_end - _start < 2)
        {
            await FillAsync().ConfigureAwait(false);
        }

        if (_buffer[_start] != '-' || _buffer[_start + 1] != '-')
        {
            throw Malformed("there are more than two parts");
        }

        while (await _source.ReadAsync(_buffer, 0, _buffer.Length).ConfigureAwait(false) > 0)
        {
            // What comes after the last delimiter means nothing.
        }
    }

    private static StorageException Malformed(string problem) => new(400, "badContent", $"Malformed multipart body: {problem}.");

    private async Task SkipDelimiterAsync()
    {
        int index;
        while ((index = Find(_delimiter)) < 0)
        {
            _start = Math.Max(_start, _end - _delimiter.Length);
            await FillAsync().ConfigureAwait(false);
        }

        _start = index + _delimiter.Length;
        if (await ReadLineAsync().ConfigureAwait(false) is { } rest && rest.Trim().Length > 0)
        {
            throw Malformed(rest.StartsWith("--", StringComparison.Ordinal) ? "there are fewer than two parts" : "a delimiter is followed by something");
        }
    }

    private async Task<string> ReadLineAsync()
    {
        int index;
        while ((index = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start)) < 0)
        {
            if (_end - _start > HeaderLimit)
            {
                throw Malformed("a header is too long");
            }

            await FillAsync().ConfigureAwait(false);
        }

        var line = Encoding.UTF8.GetString(_buffer, _start, index - _start).TrimEnd('\r');
        _start = index + 1;
        return line;
    }

    private int Find(byte[] wanted)
    {
        for (var from = _start; from <= _end - wanted.Length; from++)
        {
            from = Array.IndexOf(_buffer, wanted[0], from, _end - from);
            if (from < 0 || from > _end - wanted.Length)
            {
                return -1;
            }

            var matched = 1;
            while (matched < wanted.Length && _buffer[from + matched] == wanted[matched])
            {
                matched++;
            }

            if (matched == wanted.Length)
            {
                return from;
            }
        }

        return -1;
    }

    private async Task FillAsync()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        var count = await _source.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        if (count == 0)
        {
            throw Malformed("it ends before its last delimiter");
        }

        _end += count;
    }
}
