using System;

namespace GeminiTuning.Core.Waiting;

/// <summary>
/// Decides when to look next. A look should bring news and not much more: the interval follows the job's own pace, and
/// grows gently while nothing changes.
/// </summary>
internal sealed class PollInterval
{
    private const double StepsPerLook = 1.5;
    private const double Growth = 1.25;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BeforeThePaceIsKnown = TimeSpan.FromSeconds(0.5);

    private TuningJob? _last;
    private double _patience = 1;

    public TimeSpan After(TuningJob job)
    {
        _patience = _last == null || HasChanged(_last, job) ? 1 : _patience * Growth;
        _last = job;
        var pace = TuningPace.PerStep(job.Snapshots) is { } step ? Times(step, StepsPerLook) : BeforeThePaceIsKnown;
        var interval = Between(Times(Between(pace), _patience));

        // Not past the expected end, which is what everybody waits for.
        return job.RemainingTime is { } left && left < interval && _patience <= 1 ? Between(left) : interval;
    }

    private static bool HasChanged(TuningJob before, TuningJob now) =>
        before.State != now.State || before.CompletedSteps != now.CompletedSteps || before.Snapshots.Count != now.Snapshots.Count;

    private static TimeSpan Times(TimeSpan span, double factor) => TimeSpan.FromTicks((long)Math.Min(span.Ticks * factor, Longest.Ticks));

    private static TimeSpan Between(TimeSpan span)
    {
        if (span < Shortest)
        {
            return Shortest;
        }

        return span > Longest ? Longest : span;
    }
}
