using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Tuning;

/// <summary>Does tuning runs in the background, few at a time, no faster than was asked for.</summary>
internal sealed class TuningRuns(TuningStore store, TimeProvider timeProvider, TimeSpan duration) : IDisposable
{
    private const int MaxConcurrentRuns = 2;
    private readonly SemaphoreSlim _places = new(MaxConcurrentRuns, MaxConcurrentRuns);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Begins a run as soon as there is a place for it. It ends early when its operation does.</summary>
    public void Begin(TuningOrder order)
    {
        var stop = _stop.Token;
        _ = Task.Run(() => RunAsync(order, stop), CancellationToken.None);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync(TuningOrder order, CancellationToken stop)
    {
        try
        {
            await _places.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                await TrainAsync(order, stop).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }

            await store.SaveAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The emulator stops; the state file says that this run was not complete.
        }
        catch (TuningException)
        {
            // The state could not be written. Nobody waits for it here; the next call that changes something tries
            // again and fails if it still does not work, and so does the end of the emulator.
        }
        catch (Exception exception)
        {
            store.Fail(order.Operation, RpcCode.Internal, "Internal error of the emulator: " + exception, timeProvider.GetUtcNow());
        }
    }

    private async Task TrainAsync(TuningOrder order, CancellationToken stop)
    {
        var start = timeProvider.GetUtcNow();
        if (!store.Begin(order.Operation, start))
        {
            return;
        }

        var model = order.Start.Clone();
        var trainer = new Trainer(model, order.Examples, order.EpochCount, order.BatchSize, order.LearningRate, seed: 0);
        while (trainer.Next() is { } step)
        {
            var due = start + TimeSpan.FromTicks((long)(duration.Ticks * ((double)step.Step / trainer.TotalSteps)));
            await WaitUntilAsync(due, stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            var now = timeProvider.GetUtcNow();
            var loss = (float)step.MeanLoss;
            if (float.IsNaN(loss) || float.IsInfinity(loss))
            {
                store.Fail(order.Operation, RpcCode.InvalidArgument, Diverged(step.Step), now);
                return;
            }

            if (!store.Append(order.Operation, new SnapshotRecord(step.Step, step.Epoch, loss, now)))
            {
                return;
            }
        }

        store.Complete(order.Operation, TrainedWeights.Of(model), timeProvider.GetUtcNow());
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stop)
    {
        var remaining = due - timeProvider.GetUtcNow();
        if (remaining <= TimeSpan.Zero)
        {
            // Requests get their turn between the steps of runs that never wait.
            await Task.Yield();
            return;
        }

#if NET8_0_OR_GREATER
        await Task.Delay(remaining, timeProvider, stop).ConfigureAwait(false);
#else
        await timeProvider.Delay(remaining, stop).ConfigureAwait(false);
#endif
    }

    private static string Diverged(int step) =>
        $"Tuning diverged at step {step.ToString(CultureInfo.InvariantCulture)}: the loss is no longer a finite number. Use a smaller learning rate.";
}
