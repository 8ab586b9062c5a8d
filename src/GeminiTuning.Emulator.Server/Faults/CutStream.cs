using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Faults;

/// <summary>Lets so many bytes of an answer through, and then what is to happen happen.</summary>
/// <param name="target">Where the bytes go.</param>
/// <param name="remaining">How many bytes to let through.</param>
/// <param name="cutAsync">What happens then; it throws.</param>
internal sealed class CutStream(Stream target, long remaining, Func<Task> cutAsync) : Stream
{
    private long _remaining = remaining;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var passed = (int)Math.Min(count, _remaining);
        await target.WriteAsync(buffer, offset, passed, cancellationToken).ConfigureAwait(false);
        _remaining -= passed;
        if (_remaining == 0)
        {
            await target.FlushAsync(cancellationToken).ConfigureAwait(false);
            await cutAsync().ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
