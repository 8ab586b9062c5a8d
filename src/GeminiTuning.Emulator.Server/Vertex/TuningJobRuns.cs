using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// Does tuning jobs in the background, few at a time, no faster than was asked for: a twentieth of the duration is spent
/// pending, the rest running.
/// </summary>
internal sealed class TuningJobRuns(VertexStore store, IObjectReader objects, TunedModelUpload upload, TimeProvider timeProvider, TimeSpan duration) : IDisposable
{
    private const int MaxConcurrentJobs = 2;
    private const double PendingShare = 0.05;
    private readonly SemaphoreSlim _places = new(MaxConcurrentJobs, MaxConcurrentJobs);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _cancellations = new(StringComparer.Ordinal);

    /// <summary>Begins a job as soon as there is a place for it.</summary>
    public void Begin(TuningJobOrder order)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _cancellations[order.Job] = cancellation;
        _ = Task.Run(() => RunAsync(order, cancellation), CancellationToken.None);
    }

    /// <summary>Ends a job that nobody wants any longer.</summary>
    /// <returns>Whether it was not over.</returns>
    public bool Cancel(string job)
    {
        if (!store.EndJob(job, JobStates.Cancelled, RpcCode.Cancelled, "The tuning job was cancelled by the user.", timeProvider.GetUtcNow()))
        {
            return false;
        }

        if (_cancellations.TryRemove(job, out var cancellation))
        {
            // Or its place would stay taken until its next step is due.
            cancellation.Cancel();
        }

        return true;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync(TuningJobOrder order, CancellationTokenSource cancellation)
    {
        var stop = cancellation.Token;
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
            // The job says that it was cancelled, or the emulator stops and the state file says that it was not complete.
        }
        catch (DatasetException exception)
        {
            store.EndJob(order.Job, JobStates.Failed, RpcCode.InvalidArgument, exception.Message, timeProvider.GetUtcNow());
        }
        catch (TuningException)
        {
            // The state could not be written. Nobody waits for it here; the next call that changes something tries
            // again and fails if it still does not work, and so does the end of the emulator.
        }
        catch (Exception exception)
        {
            store.EndJob(order.Job, JobStates.Failed, RpcCode.Internal, "Internal error of the emulator: " + exception, timeProvider.GetUtcNow());
        }
        finally
        {
            _cancellations.TryRemove(order.Job, out _);
        }
    }

    private async Task TrainAsync(TuningJobOrder order, CancellationToken stop)
    {
        var pending = TimeSpan.FromTicks((long)(duration.Ticks * PendingShare));
        await WaitUntilAsync(timeProvider.GetUtcNow() + pending, stop).ConfigureAwait(false);
        if (store.Jobs.Find(order.Job) is not { IsOver: false } job)
        {
            return;
        }

        var start = timeProvider.GetUtcNow();
        var model = order.Start.Clone();
        var course = TuningCourses.Prepare(job.Resource, model, objects);
        if (!store.ChangeJob(order.Job, current => TuningJobChanges.Start(current, ExperimentNames.IdAt(start, store, order.Job), course, start)))
        {
            return;
        }

        course.Validate(0, job.Curves, start);
        var checkpoints = new List<TrainedCheckpoint>();
        var keepsAll = !TuningSpecs.SpecOf(job.Resource).GetBool("export_last_checkpoint_only");
        while (course.Trainer.Next() is { } step)
        {
            var share = (double)step.Step / course.Trainer.TotalSteps;
            await WaitUntilAsync(start + TimeSpan.FromTicks((long)((duration - pending).Ticks * share)), stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (double.IsNaN(step.MeanLoss) || double.IsInfinity(step.MeanLoss))
            {
                throw new DatasetException(
                    $"Tuning diverged at step {step.Step.ToString(CultureInfo.InvariantCulture)}: the loss is no longer a finite number. Use a smaller learning rate multiplier.");
            }

            course.Note(step, job.Curves, timeProvider.GetUtcNow());
            EndEpochs(course, model, step, keepsAll, checkpoints, job.Curves);
        }

        upload.Complete(order, checkpoints, timeProvider.GetUtcNow());
    }

    /// <summary>Keeps the model after each epoch that the step has completed; a batch may complete several.</summary>
    private void EndEpochs(ITuningCourse course, LanguageModel model, TrainingStep step, bool keepsAll, List<TrainedCheckpoint> checkpoints, LossCurves curves)
    {
        var seen = Math.Min((long)step.Step * course.Choices.BatchSize, (long)course.ExampleCount * course.Choices.EpochCount);
        var epochs = (int)(seen / course.ExampleCount);
        var before = (int)((long)(step.Step - 1) * course.Choices.BatchSize / course.ExampleCount);
        if (epochs > before)
        {
            course.Validate(step.Step, curves, timeProvider.GetUtcNow());
        }

        for (var epoch = before + 1; epoch <= epochs; epoch++)
        {
            if (keepsAll || epoch == course.Choices.EpochCount)
            {
                var id = keepsAll ? epoch.ToString(CultureInfo.InvariantCulture) : "";
                checkpoints.Add(new TrainedCheckpoint(id, epoch, step.Step, TrainedWeights.Of(model.Clone())));
            }
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stop)
    {
        var remaining = due - timeProvider.GetUtcNow();
        if (remaining <= TimeSpan.Zero)
        {
            return;
        }

#if NET8_0_OR_GREATER
        await Task.Delay(remaining, timeProvider, stop).ConfigureAwait(false);
#else
        await timeProvider.Delay(remaining, stop).ConfigureAwait(false);
#endif
    }
}
