using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>
/// A clock that jumps to the next timer when the code under test has nothing else to do. Off xunit's synchronization
/// context, continuations of a fired timer run inside the jump, so that the code has come to rest when the jump ends.
/// </summary>
internal sealed class TestClock : FakeTimeProvider
{
    private readonly List<PendingTimer> _pending = [];

    public TestClock()
        : base(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public TimeSpan Passed => GetUtcNow() - Start;

    public Task<T> RunAsync<T>(Func<Task<T>> start) => Task.Run(async () =>
    {
        var task = start();
        while (!task.IsCompleted)
        {
            if (Next() is { } due)
            {
                Advance(due > GetUtcNow() ? due - GetUtcNow() : TimeSpan.Zero);
            }

            await Task.Yield();
        }

        return await task;
    });

    public Task RunAsync(Func<Task> start) => RunAsync(async () =>
    {
        await start();
        return true;
    });

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pending = new PendingTimer(this);
        pending.Inner = base.CreateTimer(
            _ =>
            {
                pending.Remove();
                callback(state);
            },
            null,
            dueTime,
            period);
        pending.Schedule(dueTime);
        return pending;
    }

    private DateTimeOffset? Next()
    {
        lock (_pending)
        {
            return _pending.Count == 0 ? null : _pending.Min(timer => timer.Due);
        }
    }

    private sealed class PendingTimer(TestClock clock) : ITimer
    {
        public ITimer? Inner { get; set; }

        public DateTimeOffset Due { get; private set; }

        public void Schedule(TimeSpan dueTime)
        {
            if (dueTime >= TimeSpan.Zero)
            {
                Due = clock.GetUtcNow() + dueTime;
                lock (clock._pending)
                {
                    clock._pending.Add(this);
                }
            }
        }

        public void Remove()
        {
            lock (clock._pending)
            {
                clock._pending.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Remove();
            Schedule(dueTime);
            return Inner!.Change(dueTime, period);
        }

        public void Dispose()
        {
            Remove();
            Inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Remove();
            return Inner!.DisposeAsync();
        }
    }
}
