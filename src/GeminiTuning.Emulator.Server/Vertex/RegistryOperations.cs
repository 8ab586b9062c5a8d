using System;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The changes of the registry that are not done at once. One takes a twentieth of the tuning duration, but no more than a
/// second. What is due is done when the next call comes.
/// </summary>
internal sealed class RegistryOperations(VertexStore store, RegistryChanges changes, TimeProvider timeProvider, TimeSpan duration)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _delay = TimeSpan.FromTicks(Math.Min(duration.Ticks / 20, LongestDelay.Ticks));

    /// <summary>Begins a change.</summary>
    /// <param name="parent">What the operation belongs to: a location, or an endpoint.</param>
    /// <param name="change">What to do.</param>
    /// <param name="target">The resource to change.</param>
    /// <param name="part">The part of it to remove, if any.</param>
    /// <param name="content">What to add, if anything.</param>
    public RegistryOperation Begin(string parent, RegistryChange change, string target, string part = "", Message? content = null)
    {
        var now = timeProvider.GetUtcNow();
        var operation = new RegistryOperation
        {
            Name = $"{parent}/operations/{VertexIds.Create()}",
            Sequence = store.NextSequence(),
            Change = change,
            Target = target,
            Part = part,
            Content = content,
            CreateTime = now,
            Due = now + _delay,
        };
        store.Operations.Put(operation);
        Settle();
        return store.Operations.Find(operation.Name)!;
    }

    /// <summary>Does what is due, in the order of its beginning.</summary>
    public void Settle()
    {
        var now = timeProvider.GetUtcNow();
        store.Atomically(() =>
        {
            foreach (var operation in store.Operations.All().Where(operation => !operation.IsDone && operation.Due <= now))
            {
                store.Operations.Put(Complete(operation));
            }

            return true;
        });
    }

    /// <summary>Ends an operation that is not done yet.</summary>
    public void Cancel(RegistryOperation operation) => store.Atomically(() =>
    {
        if (store.Operations.Find(operation.Name) is { IsDone: false } current)
        {
            store.Operations.Put(current with { IsDone = true, Error = (RpcCode.Cancelled, "The operation was cancelled.") });
        }

        return true;
    });

    private RegistryOperation Complete(RegistryOperation operation)
    {
        try
        {
            changes.Apply(operation);
            return operation with { IsDone = true };
        }
        catch (ApiException exception)
        {
            // Something else was changed since the operation began; it says so itself.
            return operation with { IsDone = true, Error = (exception.Code, exception.Message) };
        }
    }
}
