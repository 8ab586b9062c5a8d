using System;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Waiting;

/// <summary>Looks at a job until it has finished. It only ever looks: stopping to wait leaves the job alone.</summary>
internal sealed class JobWaiter
{
    // The longest span that every platform's timers take.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly ITuningBackend _backend;
    private readonly TimeProvider _time;

    public JobWaiter(ITuningBackend backend, TimeProvider time)
    {
        _backend = backend;
        _time = time;
    }

    public async Task<TuningJob> WaitAsync(string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options)
    {
        Check(wait);
        try
        {
            return await LookUntilFinishedAsync(name, wait, onUpdate, options).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            options.Trace.Verbose("Stopped waiting for " + name + ". The job goes on; Stop-GeminiTuning cancels it.");
            throw;
        }
        catch (TuningException e) when (e.Kind == TuningErrorKind.Authentication)
        {
            throw WaitErrors.WithJob(e, name);
        }
    }

    private async Task<TuningJob> LookUntilFinishedAsync(string name, WaitOptions wait, Action<TuningJob> onUpdate, CallOptions options)
    {
        var start = _time.GetTimestamp();
        var interval = new PollInterval();
        var job = await LookAsync(name, onUpdate, options).ConfigureAwait(false);
        using var deadline = Deadline(wait.Timeout - _time.GetElapsedTime(start));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, deadline.Token);
        while (!job.IsFinished)
        {
            var pause = wait.PollInterval ?? interval.After(job);
            var left = wait.Timeout - _time.GetElapsedTime(start);
            if (left <= pause)
            {
                return await LastLookAsync(job, left.Value, wait.Timeout!.Value, onUpdate, options).ConfigureAwait(false);
            }

            await _time.DelayAsync(pause, options.CancellationToken).ConfigureAwait(false);
            try
            {
                job = await LookAsync(job.Name, onUpdate, options with { CancellationToken = either.Token }).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!options.CancellationToken.IsCancellationRequested)
            {
                throw WaitErrors.WaitTimedOut(job, wait.Timeout!.Value);
            }
        }

        return job;
    }

    private static void Check(WaitOptions wait)
    {
        if (wait.Timeout < TimeSpan.Zero || wait.Timeout > LongestTimer)
        {
            throw WaitErrors.WaitLimitOutOfRange("time limit", wait.Timeout.Value);
        }

        if (wait.PollInterval <= TimeSpan.Zero || wait.PollInterval > LongestTimer)
        {
            throw WaitErrors.WaitLimitOutOfRange("time between two looks", wait.PollInterval.Value);
        }
    }

    private CancellationTokenSource Deadline(TimeSpan? left) => left is { } time
        ? _time.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero)
        : new CancellationTokenSource();

    // The job may have finished since the look before; only a look when the time is up can tell.
    private async Task<TuningJob> LastLookAsync(TuningJob job, TimeSpan left, TimeSpan timeout, Action<TuningJob> onUpdate, CallOptions options)
    {
        if (left > TimeSpan.Zero)
        {
            await _time.DelayAsync(left, options.CancellationToken).ConfigureAwait(false);
            job = await LookAsync(job.Name, onUpdate, options).ConfigureAwait(false);
        }

        return job.IsFinished ? job : throw WaitErrors.WaitTimedOut(job, timeout);
    }

    private async Task<TuningJob> LookAsync(string name, Action<TuningJob> onUpdate, CallOptions options)
    {
        var job = await _backend.GetJobAsync(name, options).ConfigureAwait(false);
        onUpdate(job);
        return job;
    }
}
