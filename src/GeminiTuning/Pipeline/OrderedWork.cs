using System;
using System.Collections.Generic;
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
    private readonly Queue<Slot> _slots = new();
    private readonly List<Task> _running = [];
    private ExceptionDispatchInfo? _fault;

    /// <summary>Starts an operation as soon as there is room for it.</summary>
    /// <param name="operation">The operation; it is given a way to write.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <returns>A task that ends when the operation has been started.</returns>
    public async Task AddAsync(Func<Action<object>, Task> operation, CancellationToken cancellationToken)
    {
        while (_running.Count >= limit)
        {
            await Task.WhenAny(_running);
            _running.RemoveAll(static t => t.IsCompleted);
        }

        await ThrowIfFaultedAsync();
        cancellationToken.ThrowIfCancellationRequested();

        var slot = new Slot(this);
        _slots.Enqueue(slot);
        _running.Add(RunAsync(operation, slot));
    }

    /// <summary>Waits for all operations.</summary>
    /// <returns>A task.</returns>
    public async Task CompleteAsync()
    {
        await Task.WhenAll(_running);
        _running.Clear();
        await ThrowIfFaultedAsync();
    }

    private async Task RunAsync(Func<Action<object>, Task> operation, Slot slot)
    {
        try
        {
            await operation(slot.Write);
            slot.Finish();
        }
        catch (TuningException error) when (!error.ConcernsEveryItem())
        {
            // The fault of one item takes the place of its output; the rest goes on.
            slot.Write(error);
            slot.Finish();
        }
#pragma warning disable CA1031 // Nothing is lost: the first fault, of whatever kind, is thrown by the next step of the cmdlet.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // A pipeline that was stopped downstream ends here too: what still runs is cancelled.
            _fault ??= ExceptionDispatchInfo.Capture(fault);
            cancel();
        }
    }

    private async Task ThrowIfFaultedAsync()
    {
        if (_fault is not null)
        {
            await Task.WhenAll(_running);
            _running.Clear();
            _fault.Throw();
        }
    }

    private sealed class Slot(OrderedWork owner)
    {
        private readonly Queue<object> _held = new();
        private bool _finished;

        public void Write(object item)
        {
            if (owner._slots.Peek() == this)
            {
                owner.WriteItem(item);
            }
            else
            {
                _held.Enqueue(item);
            }
        }

        public void Finish()
        {
            _finished = true;
            while (owner._slots.Count > 0)
            {
                Slot head = owner._slots.Peek();
                while (head._held.Count > 0)
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
