using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>
/// Runs a limited number of operations side by side and keeps their output in the order of their input. The first
/// operation still running writes straight through; later ones are held back until it is their turn. Everything but the
/// awaited calls happens on the pipeline thread, so there are no locks.
/// </summary>
internal sealed class OrderedWork(int limit, Action<object> write, Action cancel)
{
    // How far the others may run ahead of one slow operation, in multiples of the limit: it bounds what is held back.
    private const int RoundsAhead = 8;

    // A shorter pause of what is upstream is not worth a timer.
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMilliseconds(5);

    private readonly Queue<Slot> _slots = new();
    private int _running;
    private TimeSpan _lastDuration;
    private TaskCompletionSource<bool>? _end;
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts an operation as soon as there is room for it.</summary>
    /// <param name="operation">The operation; it is given a way to write. What comes before its first wait runs at once.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <returns>A task that ends when the operation has been started.</returns>
    public async Task AddAsync(Func<Action<object>, Task> operation, CancellationToken cancellationToken)
    {
        while (_fault is null && (_running >= limit || _slots.Count >= limit * RoundsAhead))
        {
            await NextEnd();
        }

        await ThrowIfFaultedAsync();
        cancellationToken.ThrowIfCancellationRequested();

        var slot = new Slot(this);
        _slots.Enqueue(slot);
        _running++;
        _ = RunAsync(operation, slot);
        await ThrowIfFaultedAsync();
    }

    /// <summary>
    /// Comes before the cmdlet hands the thread back to what is upstream: from then on nothing can be
    /// written until the next record, so the last of what is ready is written after it. Where what is upstream is slow, it
    /// waits a little for what is not ready yet. With a limit of one, the operation itself is waited for, so that its output is out
    /// before more input is asked for.
    /// </summary>
    /// <param name="patience">The longest wait for what is not ready yet; a wait that would be in vain is not begun.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public Task SettleAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        limit == 1 ? CompleteAsync()
        : patience < ShortestPatience ? ThrowIfFaultedAsync()
        : LingerAsync(patience, cancellationToken);

    /// <summary>Waits for all operations.</summary>
    /// <returns>A task.</returns>
    public async Task CompleteAsync()
    {
        while (_running > 0)
        {
            await NextEnd();
        }

        _fault?.Throw();
    }

    private async Task LingerAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        // Comes back behind all that is queued for this thread.
        await Task.Yield();
        if (_running > 0 && patience >= _lastDuration)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task deadline = Task.Delay(patience, enough.Token);
            while (_running > 0 && !deadline.IsCompleted)
            {
                await Task.WhenAny(NextEnd(), deadline);
            }

            enough.Cancel();
        }

        await ThrowIfFaultedAsync();
    }

    private Task<bool> NextEnd() => (_end ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task RunAsync(Func<Action<object>, Task> operation, Slot slot)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await operation(slot.Write);
            slot.Finish();
        }
        catch (TuningException error) when (!error.ConcernsEveryItem())
        {
            Report(error, slot);
        }
#pragma warning disable CA1031 // Nothing is lost: the first fault, of whatever kind, is thrown by the next step of the cmdlet.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }

        _lastDuration = clock.Elapsed;
        _running--;
        _end?.TrySetResult(true);
        _end = null;
    }

    // The fault of one item takes the place of its output; the rest goes on.
    private void Report(TuningException error, Slot slot)
    {
        try
        {
            slot.Write(error);
            slot.Finish();
        }
#pragma warning disable CA1031 // As above: -ErrorAction Stop and a pipeline that has ended come out of the next step.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(fault);
        }
    }

    // A pipeline that was stopped downstream ends here too: what still runs is cancelled.
    private void Fail(Exception fault)
    {
        _fault ??= ExceptionDispatchInfo.Capture(fault);
        cancel();
    }

    private Task ThrowIfFaultedAsync() => _fault is null ? Task.CompletedTask : CompleteAsync();

    private sealed class Slot(OrderedWork owner)
    {
        private Queue<object>? _held;
        private bool _finished;

        public void Write(object item)
        {
            if (owner._slots.Peek() == this)
            {
                owner.WriteItem(item);
            }
            else
            {
                (_held ??= new Queue<object>()).Enqueue(item);
            }
        }

        public void Finish()
        {
            _finished = true;
            while (owner._slots.Count > 0)
            {
                Slot head = owner._slots.Peek();
                while (head._held?.Count > 0)
                {
                    owner.WriteItem(head._held.Dequeue());
                }

                if (!head._finished)
                {
                    return;
                }

                owner._slots.Dequeue();
            }
        }
    }

    private void WriteItem(object item) => write(item);
}
