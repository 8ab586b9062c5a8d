using System;
using System.Threading;

namespace GeminiTuning.Core.Http;

/// <summary>
/// A token that fires with the caller's, or when something takes too long on the injected clock. The timeout of
/// <see cref="System.Net.Http.HttpClient"/> would look like a cancellation by the user.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private readonly ITimer _timer;
    private volatile bool _isOver;

    public TimeLimit(TimeProvider time, TimeSpan length, CancellationToken caller)
    {
        Length = length;
        _caller = caller;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        Token = _source.Token;
        _timer = time.CreateTimer(static state => ((TimeLimit)state!).End(), this, length, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token { get; }

    /// <summary>How long the present step may take.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>Whether it took too long, and the caller did not cancel.</summary>
    public bool HasPassed => _isOver && !_caller.IsCancellationRequested;

    /// <summary>Begins a step with a time of its own.</summary>
    public void Restart(TimeSpan length)
    {
        Length = length;
        _timer.Change(length, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void End()
    {
        _isOver = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The step ended at the same moment, and the timer was on its way.
        }
    }
}
