using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>
/// A clock for tests on real connections: pauses between attempts are over at once, and the limits of the network's
/// silence pass when the test says so.
/// </summary>
internal sealed class QuickClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(25);
    private readonly List<Limit> _limits = [];

    /// <summary>Lets the limits pass that are running.</summary>
    public void Expire()
    {
        Limit[] running;
        lock (_limits)
        {
            running = [.. _limits];
        }

        foreach (var limit in running.Where(static limit => limit.IsRunning))
        {
            limit.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= LongestPause)
        {
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        var limit = new Limit(() => callback(state));
        lock (_limits)
        {
            _limits.Add(limit);
        }

        return limit;
    }

    private sealed class Limit(Action fire) : ITimer
    {
        public bool IsRunning { get; private set; } = true;

        public Action Fire { get; } = fire;

        public bool Change(TimeSpan dueTime, TimeSpan period) => IsRunning;

        public void Dispose() => IsRunning = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
