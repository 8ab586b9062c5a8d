using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>Reads the data of server-sent events, one event at a time, as they arrive.</summary>
internal sealed class ServerSentEvents : IDisposable
{
    private const string Field = "data:";
    private readonly StreamReader _reader;
    private bool _isEmpty = true;

    public ServerSentEvents(Stream stream)
    {
        _reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 4096, leaveOpen: true);
    }

    /// <summary>Whether the stream ended before anything came, or within the last event.</summary>
    public bool EndsEarly { get; private set; }

    /// <summary>The data of the next event, or <see langword="null"/> at the end of the stream.</summary>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        StringBuilder? data = null;
        while (await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            _isEmpty = false;
            if (line.StartsWith(Field, StringComparison.Ordinal))
            {
                data = data == null ? new StringBuilder() : data.Append('\n');
                data.Append(line, Field.Length, line.Length - Field.Length);
            }
            else if (line.Length == 0 && data != null)
            {
                return data.ToString();
            }
        }

        // The last event's blank line may be missing; half an event is not JSON and will be noticed.
        EndsEarly = _isEmpty || data != null;
        return data?.ToString();
    }

    public void Dispose() => _reader.Dispose();
}
