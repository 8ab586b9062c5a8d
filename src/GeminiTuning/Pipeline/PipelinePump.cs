using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>
/// Runs asynchronous cmdlet code on the pipeline thread, the only one that may write output or ask for confirmation:
/// what follows an <c>await</c> is queued here and run by the thread that waits in <see cref="Run"/>.
/// </summary>
internal sealed class PipelinePump : SynchronizationContext, IDisposable
{
    // With a lock of its own, as a BlockingCollection must not be disposed of while somebody still adds.
    private readonly Queue<WorkItem> _work = new();
    private SynchronizationContext? _outer;
    private bool _disposed;

    /// <summary>Starts an asynchronous step and runs queued work until the step has ended.</summary>
    /// <param name="step">The step. Its own exception is thrown as it is.</param>
    public void Run(Func<Task> step)
    {
        _outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = step();
            if (!task.IsCompleted)
            {
                // An empty item wakes the loop below when the step ends on another thread.
                _ = task.ContinueWith(
                    _ => Post(static _ => { }, null),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            while (!task.IsCompleted)
            {
                TryTake(wait: true, out WorkItem work);
                work.Run();
            }

            // Work of other operations that is ready now is not kept waiting for the next record.
            while (TryTake(wait: false, out WorkItem ready))
            {
                ready.Run();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(_outer);
        }
    }

    /// <summary>
    /// Takes this context out of force while PowerShell is called: what runs downstream must not post to a queue that only
    /// this thread empties.
    /// </summary>
    /// <returns>What ends it.</returns>
    public Absence Leave()
    {
        SetSynchronizationContext(_outer);
        return new Absence(this);
    }

    /// <summary>
    /// Queues work for the pipeline thread. It is dropped if the cmdlet has ended: a request that was cancelled on the
    /// way out has nobody left to tell.
    /// </summary>
    /// <param name="action">The work.</param>
    public void Enqueue(Action action) => Post(static work => ((Action)work!)(), action);

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            if (!_disposed)
            {
                _work.Enqueue(new WorkItem(d, state));
                Monitor.Pulse(_work);
            }
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The pipeline thread cannot be called synchronously.");

    /// <summary>Lets go of what is queued.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _disposed = true;
            _work.Clear();
        }
    }

    private bool TryTake(bool wait, out WorkItem work)
    {
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (!wait)
                {
                    work = default;
                    return false;
                }

                Monitor.Wait(_work);
            }

            work = _work.Dequeue();
            return true;
        }
    }

    /// <summary>A time without the context.</summary>
    /// <param name="pump">The context.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Absence(PipelinePump pump) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(pump);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct WorkItem(SendOrPostCallback callback, object? state)
    {
        public void Run() => callback(state);
    }
}
