using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.GeminiApi.Wire;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes <see cref="TuningJob"/> of an operation, or of a tuned model whose operation is no longer there.</summary>
internal sealed class JobMapper
{
    private readonly SecretRedactor _redactor;

    public JobMapper(SecretRedactor redactor)
    {
        _redactor = redactor;
    }

    /// <summary>Maps an operation; <paramref name="known"/> is its model, where it is at hand, for what the operation does not say.</summary>
    public TuningJob FromOperation(WireOperation operation, WireTunedModel? known)
    {
        var name = operation.Name ?? string.Empty;
        var progress = operation.Metadata;
        var model = operation.Response ?? known;
        var tunedModel = progress?.TunedModel ?? operation.Response?.Name ?? (JobName.TryParse(name, out var parsed) ? parsed.TunedModel.ToString() : null);
        var points = SnapshotMapper.Map(progress?.Snapshots is { Count: > 0 } own ? own : model?.TuningTask?.Snapshots, tunedModel);
        var state = State(operation);
        var completed = progress?.CompletedSteps ?? (state == TuningJobState.Succeeded ? progress?.TotalSteps : null) ?? LastStep(points);
        return new TuningJob
        {
            Name = name,
            Backend = TuningBackend.GeminiApi,
            TunedModel = tunedModel,
            BaseModel = Base(model),
            State = state,
            ServiceState = operation.Response?.State,
            TotalSteps = progress?.TotalSteps,
            CompletedSteps = completed,
            CompletedPercent = progress?.CompletedPercent ?? Percent(state, completed, progress?.TotalSteps),
            Epoch = Last(points)?.Epoch,
            MeanLoss = Last(points)?.MeanLoss,
            RemainingTime = operation.Done || progress?.TotalSteps is not { } total ? null : TuningPace.Remaining(points, completed, total),
            CreateTime = model?.CreateTime,
            StartTime = model?.TuningTask?.StartTime,
            EndTime = operation.Done ? model?.TuningTask?.CompleteTime : null,
            Snapshots = points,
            Error = Error(operation.Error),
        };
    }

    /// <summary>Derives the job from its model. The number of steps is not among what a model tells.</summary>
    public static TuningJob FromModel(WireTunedModel model)
    {
        var points = SnapshotMapper.Map(model.TuningTask?.Snapshots, model.Name);
        var state = TunedModelStates.OfJob(model.State);
        return new TuningJob
        {
            Name = model.Name ?? string.Empty,
            Backend = TuningBackend.GeminiApi,
            TunedModel = model.Name,
            BaseModel = Base(model),
            State = state,
            ServiceState = model.State,
            CompletedSteps = LastStep(points),
            CompletedPercent = Percent(state, 0, null),
            Epoch = Last(points)?.Epoch,
            MeanLoss = Last(points)?.MeanLoss,
            CreateTime = model.CreateTime,
            StartTime = model.TuningTask?.StartTime,
            EndTime = model.TuningTask?.CompleteTime,
            Snapshots = points,
        };
    }

    /// <summary>The operation that is still under way, or else the one that computed last.</summary>
    public static WireOperation? Newest(IReadOnlyList<WireOperation> operations) => operations
        .OrderBy(static operation => operation.Done)
        .ThenByDescending(static operation => Snapshots(operation)?.Max(static snapshot => snapshot.ComputeTime) ?? DateTimeOffset.MinValue)
        .FirstOrDefault();

    private static List<WireSnapshot>? Snapshots(WireOperation operation) =>
        operation.Metadata?.Snapshots ?? operation.Response?.TuningTask?.Snapshots;

    private static TuningJobState State(WireOperation operation)
    {
        if (!operation.Done)
        {
            return TuningJobState.Running;
        }

        if (operation.Error != null)
        {
            return operation.Error.Code == RpcCodes.Cancelled ? TuningJobState.Cancelled : TuningJobState.Failed;
        }

        // Done is done: whatever else a finished operation's model says, nobody should wait for it any longer.
        return TunedModelStates.OfJob(operation.Response?.State) == TuningJobState.Failed ? TuningJobState.Failed : TuningJobState.Succeeded;
    }

    private static string? Base(WireTunedModel? model) => model?.TunedModelSource?.TunedModel ?? model?.BaseModel;

    private static LossPoint? Last(IReadOnlyList<LossPoint> points) => points.Count == 0 ? null : points[points.Count - 1];

    private static int LastStep(IReadOnlyList<LossPoint> points) => Last(points)?.Step ?? 0;

    private static double Percent(TuningJobState state, int completed, int? total)
    {
        if (state == TuningJobState.Succeeded)
        {
            return 100;
        }

        return total > 0 ? Math.Min(100, 100.0 * completed / total.Value) : 0;
    }

    private ServiceError? Error(WireStatus? status) => status == null ? null : new ServiceError
    {
        Code = status.Code,
        Status = RpcCodes.NameOf(status.Code),
        Message = string.IsNullOrWhiteSpace(status.Message) ? "The service gave no message." : _redactor.Redact(status.Message!),
    };
}
