using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>An answer's body that tells its size once it has been read or given up.</summary>
internal sealed class MeasuredContent : HttpContent
{
    private readonly HttpContent _inner;
    private Action<long>? _done;
    private MeasuredStream? _stream;

    public MeasuredContent(HttpContent inner, Action<long> done)
    {
        _inner = inner;
        _done = done;
#if NETFRAMEWORK
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
#else
        // As they arrived: taking them apart costs more than all else here.
        foreach (var header in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, (System.Collections.Generic.IEnumerable<string>)header.Value);
        }
#endif
    }

    protected override async Task<Stream> CreateContentReadStreamAsync()
    {
        _stream = new MeasuredStream(await _inner.ReadAsStreamAsync().ConfigureAwait(false));
        return _stream;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength != null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _done, null)?.Invoke(_stream?.Count ?? _inner.Headers.ContentLength ?? 0);
            _stream?.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
