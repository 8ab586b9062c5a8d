using System;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>All tuning jobs, models, endpoints and operations of Vertex AI.</summary>
internal sealed class VertexStore
{
    private readonly object _gate = new();
    private readonly Func<Task> _saveAsync;
    private long _sequence;

    /// <summary>Makes a store that has what was kept.</summary>
    /// <param name="kept">What the state file holds, if anything.</param>
    /// <param name="now">The time, for jobs that did not survive the last stop.</param>
    /// <param name="saveAsync">Saves the state of the emulator, where there is a file for it.</param>
    public VertexStore(VertexState? kept, DateTimeOffset now, Func<Task> saveAsync)
    {
        _saveAsync = saveAsync;
        Jobs = new Table<TuningJobRecord>(_gate);
        Models = new Table<ModelRecord>(_gate);
        Endpoints = new Table<EndpointRecord>(_gate);
        Operations = new Table<RegistryOperation>(_gate);
        if (kept is not null)
        {
            Fill(kept, now);
        }
    }

    public Table<TuningJobRecord> Jobs { get; }

    public Table<ModelRecord> Models { get; }

    public Table<EndpointRecord> Endpoints { get; }

    public Table<RegistryOperation> Operations { get; }

    /// <summary>The next place in the order of creation.</summary>
    public long NextSequence() => Atomically(() => ++_sequence);

    /// <summary>Does what must not be seen half done.</summary>
    public T Atomically<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    /// <summary>Changes a job that is not over yet.</summary>
    /// <returns>Whether it was not over.</returns>
    public bool ChangeJob(string name, Func<TuningJobRecord, TuningJobRecord> change) => Atomically(() =>
    {
        if (Jobs.Find(name) is not { IsOver: false } job)
        {
            return false;
        }

        Jobs.Put(change(job));
        return true;
    });

    /// <summary>Ends a job that cannot go on, or that nobody wants any longer.</summary>
    /// <returns>Whether it was not over.</returns>
    public bool EndJob(string name, string state, RpcCode code, string message, DateTimeOffset now) =>
        ChangeJob(name, job => TuningJobChanges.End(job, state, code, message, now));

    /// <returns>A task that is complete when what was changed before this call is saved.</returns>
    public Task SaveAsync() => _saveAsync();

    public VertexState Capture() => Atomically(() => new VertexState(Jobs.All(), Models.All(), Endpoints.All(), Operations.All()));

    private void Fill(VertexState kept, DateTimeOffset now)
    {
        foreach (var model in kept.Models)
        {
            Models.Put(model);
        }

        foreach (var endpoint in kept.Endpoints)
        {
            Endpoints.Put(endpoint);
        }

        foreach (var operation in kept.Operations)
        {
            Operations.Put(operation);
        }

        foreach (var job in kept.Jobs)
        {
            Jobs.Put(job.IsOver
                ? job
                : TuningJobChanges.End(job, JobStates.Failed, RpcCode.Aborted, "The emulator stopped before the tuning job was complete. Create the tuning job again.", now));
        }

        _sequence = kept.Jobs.Select(job => job.Sequence)
            .Concat(kept.Models.Select(model => model.Sequence))
            .Concat(kept.Endpoints.Select(endpoint => endpoint.Sequence))
            .Concat(kept.Operations.Select(operation => operation.Sequence))
            .DefaultIfEmpty()
            .Max();
    }
}
