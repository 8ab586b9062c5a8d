using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.State;

/// <summary>
/// All tuned models and operations. Records do not change: a change puts another record in the place of one, under a
/// lock, so a reader always has a consistent picture.
/// </summary>
internal sealed class TuningStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, TunedModelRecord> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationRecord> _operations = new(StringComparer.Ordinal);
    private readonly StateFile? _file;
    private long _sequence;

    /// <summary>Makes a store that has what the file holds.</summary>
    /// <param name="file">The file that keeps the state, if any.</param>
    /// <param name="now">The time, for runs that did not survive the last stop.</param>
    public TuningStore(StateFile? file, DateTimeOffset now)
    {
        _file = file;
        if (file?.Load() is not { } state)
        {
            return;
        }

        KeptVertexAi = state.VertexAi;
        foreach (var operation in state.Operations)
        {
            _operations.Add(operation.Name, operation);
        }

        foreach (var model in state.Models)
        {
            _models.Add(model.Id, model);
        }

        _sequence = state.Models.Select(model => model.Sequence).Concat(state.Operations.Select(operation => operation.Sequence)).DefaultIfEmpty().Max();
        foreach (var operation in state.Operations.Where(operation => !operation.IsDone))
        {
            Fail(operation.Name, RpcCode.Aborted, "The emulator stopped before the tuning run was complete. Create the tuned model again.", now);
        }
    }

    /// <summary>What the file held of Vertex AI, if anything.</summary>
    public VertexState? KeptVertexAi { get; }

    /// <summary>Takes a picture of Vertex AI, which is kept in the same file.</summary>
    public Func<VertexState>? CaptureVertexAi { get; set; }

    /// <summary>Saves the state, where there is a file for it.</summary>
    /// <returns>A task that is complete when what was changed before this call is in the file.</returns>
    public Task SaveAsync() => _file?.SaveAsync(Capture) ?? Task.CompletedTask;

    /// <summary>Saves the state before this call returns, where there is a file for it.</summary>
    public void Save() => _file?.Save(Capture);

    /// <summary>Saves the state for the last time.</summary>
    public void Close() => _file?.Close(Capture);

    public TunedModelRecord? FindModel(string id)
    {
        lock (_gate)
        {
            return _models.TryGetValue(id, out var model) ? model : null;
        }
    }

    /// <summary>All tuned models in the order of creation.</summary>
    public IReadOnlyList<TunedModelRecord> Models()
    {
        lock (_gate)
        {
            return [.. _models.Values.OrderBy(model => model.Sequence)];
        }
    }

    public OperationRecord? FindOperation(string name)
    {
        lock (_gate)
        {
            return _operations.TryGetValue(name, out var operation) ? operation : null;
        }
    }

    /// <summary>All operations in the order of creation.</summary>
    public IReadOnlyList<OperationRecord> Operations()
    {
        lock (_gate)
        {
            return [.. _operations.Values.OrderBy(operation => operation.Sequence)];
        }
    }

    /// <summary>Adds a tuned model and its operation.</summary>
    /// <returns>Whether the id was free.</returns>
    public bool TryAdd(TunedModelRecord model, OperationRecord operation)
    {
        lock (_gate)
        {
            if (_models.ContainsKey(model.Id))
            {
                return false;
            }

            _sequence++;
            _models.Add(model.Id, model with { Sequence = _sequence });
            _operations.Add(operation.Name, operation with { Sequence = _sequence });
            return true;
        }
    }

    /// <summary>Changes a tuned model.</summary>
    /// <param name="id">The id.</param>
    /// <param name="change">Makes the new record of the old one, or throws to refuse.</param>
    /// <returns>The new record, or <see langword="null"/> where there is none of that id.</returns>
    public TunedModelRecord? Change(string id, Func<TunedModelRecord, TunedModelRecord> change)
    {
        lock (_gate)
        {
            if (!_models.TryGetValue(id, out var model))
            {
                return null;
            }

            var changed = change(model);
            _models[id] = changed;
            return changed;
        }
    }

    /// <summary>Removes a tuned model; where it is still being made, its operation ends as cancelled.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string id, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_models.TryGetValue(id, out var model))
            {
                return false;
            }

            Fail(model.Operation, RpcCode.Cancelled, "The tuned model was deleted before the tuning run was complete.", now);
            return _models.Remove(id);
        }
    }

    /// <summary>Notes that a run has begun.</summary>
    /// <returns>Whether the operation is still wanted.</returns>
    public bool Begin(string operation, DateTimeOffset now) =>
        Advance(operation, model => model with { StartTime = now }, unchanged => unchanged);

    /// <summary>Notes a step of a run.</summary>
    /// <returns>Whether the operation is still wanted.</returns>
    public bool Append(string operation, SnapshotRecord snapshot)
    {
        lock (_gate)
        {
            if (!_operations.TryGetValue(operation, out var running) || running.IsDone)
            {
                return false;
            }

            var snapshots = running.Snapshots.Append(snapshot);
            return Advance(operation, model => model with { Snapshots = snapshots }, unfinished => unfinished with { Snapshots = snapshots });
        }
    }

    /// <summary>Ends a run that has learnt all.</summary>
    public void Complete(string operation, TrainedWeights weights, DateTimeOffset now)
    {
        lock (_gate)
        {
            Advance(
                operation,
                model => model with { State = ModelState.Active, CompleteTime = now, UpdateTime = now, Weights = weights },
                running => running with { IsDone = true, Response = Model(running) });
        }
    }

    /// <summary>Ends a run that cannot go on, or that nobody wants any longer.</summary>
    /// <returns>Whether it was still going on.</returns>
    public bool Fail(string operation, RpcCode code, string message, DateTimeOffset now) => Advance(
        operation,
        model => model with { State = ModelState.Failed, CompleteTime = now, UpdateTime = now },
        running => running with { IsDone = true, Error = (code, message) });

    private bool Advance(string name, Func<TunedModelRecord, TunedModelRecord> changeModel, Func<OperationRecord, OperationRecord> changeOperation)
    {
        lock (_gate)
        {
            if (!_operations.TryGetValue(name, out var operation) || operation.IsDone)
            {
                return false;
            }

            if (Model(operation) is { } model)
            {
                _models[model.Id] = changeModel(model);
            }

            _operations[name] = changeOperation(operation);
            return true;
        }
    }

    /// <summary>The model of an operation, unless another one has its id by now.</summary>
    private TunedModelRecord? Model(OperationRecord operation) =>
        _models.TryGetValue(operation.TunedModel.Substring(operation.TunedModel.IndexOf('/') + 1), out var model)
        && string.Equals(model.Operation, operation.Name, StringComparison.Ordinal)
            ? model
            : null;

    private StoredState Capture()
    {
        lock (_gate)
        {
            return new StoredState(
                [.. _models.Values.OrderBy(model => model.Sequence)],
                [.. _operations.Values.OrderBy(operation => operation.Sequence)])
            {
                VertexAi = CaptureVertexAi?.Invoke(),
            };
        }
    }
}
