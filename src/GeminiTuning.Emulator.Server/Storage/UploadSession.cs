using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// A resumable upload. What arrives is kept at once, so that nothing is lost with the connection. A request that brings
/// content takes over from an earlier one that hangs: its client has given that up.
/// </summary>
internal sealed class UploadSession : IDisposable
{
    // As long as an earlier request needs to find out that its client is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // As long as a request that was sent earlier, over a connection that broke, may take to get here.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ContentWriter _writer;
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource<bool> _arrival = CreateSignal();
    private long _activity;
    private int _turn;

    public UploadSession(string id, UploadTarget target, long? expectedLength)
    {
        Id = id;
        Target = target;
        ExpectedLength = expectedLength;
        _writer = target.CreateWriter();
    }

    public string Id { get; }

    public UploadTarget Target { get; }

    /// <summary>The length that was announced at the start, if it was.</summary>
    public long? ExpectedLength { get; }

    public UploadState State { get; private set; }

    /// <summary>What was made, once it is complete.</summary>
    public ObjectRecord? Result { get; private set; }

    /// <summary>How many bytes have arrived.</summary>
    public long Length => _writer.Length;

    /// <summary>Waits for an earlier request to take in what has arrived of a connection that broke.</summary>
    public async Task SettleAsync()
    {
        if (_reading.IsCompleted)
        {
            await Task.WhenAny(_arrival.Task, Task.Delay(Delay)).ConfigureAwait(false);
        }

        await Task.WhenAny(_reading, Task.Delay(Patience)).ConfigureAwait(false);
    }

    /// <summary>Takes in a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="first">The place of its first byte; what is there already is skipped.</param>
    /// <param name="most">How long the body may be.</param>
    /// <returns>How long the body was.</returns>
    public async Task<long> ReceiveAsync(Stream body, long first, long most)
    {
        var done = CreateSignal();
        try
        {
            var turn = await BeginAsync(first, done.Task).ConfigureAwait(false);
            var buffer = new byte[ContentFolder.BufferSize];
            long received = 0;
            int count;
            while ((count = await body.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
            {
                var wanted = (int)Math.Min(count, Math.Max(0, most - received));
                await AppendAsync(turn, buffer, first + received, wanted).ConfigureAwait(false);
                received += count;
            }

            return received;
        }
        finally
        {
            done.SetResult(true);
        }
    }

    /// <summary>Makes the object of what has arrived, unless that has been done.</summary>
    public async Task<ObjectRecord> CompleteAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            RefuseUnlessOpen();
            var made = Target.Commit(_writer);

            // The session outlives the object maybe, but must not keep its content.
            Result = made with { Content = made.Content with { Bytes = [] } };
            State = UploadState.Complete;
            _writer.Dispose();
            return made;
        }
        catch (StorageException)
        {
            // There is nothing that the client could still change about it.
            Cancel();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the upload without an object.</summary>
    public async Task CancelAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            RefuseUnlessOpen();
            Cancel();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Refuses what comes after the end.</summary>
    public void RefuseUnlessOpen()
    {
        if (State != UploadState.Open)
        {
            throw new StorageException(499, "clientClosedRequest", "The upload has been terminated.");
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _gate.Dispose();
    }

    private async Task<int> BeginAsync(long first, Task reading)
    {
        await WaitForStandstillAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            RefuseUnlessOpen();
            if (first > Length)
            {
                throw new StorageException(
                    503,
                    "backendError",
                    FormattableString.Invariant($"Invalid request.  According to the Content-Range header, the upload offset is {first} byte(s), which exceeds already uploaded size of {Length} byte(s)."))
                {
                    IsPlainText = true,
                };
            }

            _reading = reading;
            _arrival.SetResult(true);
            _arrival = CreateSignal();
            _turn++;
            return _turn;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits until an earlier request is through, or brings nothing any more.</summary>
    private async Task WaitForStandstillAsync()
    {
        long activity;
        do
        {
            activity = Interlocked.Read(ref _activity);
            await Task.WhenAny(_reading, Task.Delay(Patience)).ConfigureAwait(false);
        }
        while (!_reading.IsCompleted && activity != Interlocked.Read(ref _activity));
    }

    private async Task AppendAsync(int turn, byte[] buffer, long place, int count)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            RefuseUnlessOpen();
            if (turn != _turn)
            {
                throw new StorageException(503, "backendError", "Another request goes on with this upload.");
            }

            Interlocked.Increment(ref _activity);
            var known = (int)Math.Min(count, Math.Max(0, Length - place));
            if (count > known)
            {
                await _writer.WriteAsync(buffer, known, count - known).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static TaskCompletionSource<bool> CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Cancel()
    {
        State = UploadState.Cancelled;
        _writer.Dispose();
    }
}
