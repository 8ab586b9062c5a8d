using System;
using System.IO;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// The body of a request as it comes over the wire. Unlike the listener's own stream it never takes the end of a broken
/// connection for the end of the body: an upload that was cut short must not pass for a complete one.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1844:Provide memory-based overrides of async methods", Justification = ".NET Framework has none.")]
internal sealed class CheckedBody : Stream
{
    private readonly Stream _source;
    private readonly long _length;
    private long _position;

    public CheckedBody(HttpListenerRequest request)
    {
        _source = request.HasEntityBody ? request.InputStream : Null;
        _length = request.HasEntityBody ? request.ContentLength64 : 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Check(_source.Read(buffer, offset, count), count);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Check(await _source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Check(int read, int wanted)
    {
        _position += read;
        if (read == 0 && wanted > 0 && (_position < _length || (_length < 0 && LacksLastChunk())))
        {
            throw new EndOfStreamException("The client closed the connection in the middle of the body.");
        }

        return read;
    }

    /// <summary>
    /// Whether a chunked body ended without its last chunk. The listener that .NET has outside of Windows knows, but
    /// keeps it to itself; the one on Windows reports it by an exception of its own.
    /// </summary>
    private bool LacksLastChunk()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var decoder = _source.GetType().GetField("_decoder", Any)?.GetValue(_source);
        return decoder?.GetType().GetProperty("WantMore", Any)?.GetValue(decoder) is true;
    }
}
