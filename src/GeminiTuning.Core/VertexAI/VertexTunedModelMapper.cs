using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Makes <see cref="TunedModel"/> of the job and of the model in the registry, of which either may be missing. The
/// registry is what is changed later, so that it goes first.
/// </summary>
internal static class VertexTunedModelMapper
{
    private const string BaseModelLabel = "google-vertex-llm-tuning-base-model-id";

    public static TunedModel Map(WireTuningJob? job, WireModel? model)
    {
        var name = job?.TunedModel?.Model ?? (model == null ? null : ResourceFinder.NameOf(model)?.ToString()) ?? job?.Name ?? model?.Name ?? string.Empty;
        var parameters = job == null ? null : VertexJobMapper.Spec(job)?.HyperParameters;
        return new TunedModel
        {
            Name = name,
            Backend = TuningBackend.VertexAI,
            Project = VertexName.ProjectOf(name),
            Location = VertexName.LocationOf(name),
            DisplayName = model?.DisplayName ?? job?.TunedModelDisplayName,
            Description = model?.Description ?? (IsUntouched(job, model) ? job?.Description : null),
            State = State(job),
            BaseModel = BaseModel(job, model),
            SourceModel = job?.PreTunedModel?.TunedModelName,
            CreateTime = model?.CreateTime ?? job?.CreateTime,
            UpdateTime = model?.UpdateTime ?? job?.UpdateTime,
            StartTime = job?.StartTime,
            CompleteTime = job?.EndTime,
            EpochCount = (int?)parameters?.EpochCount,
            LearningRateMultiplier = parameters?.LearningRateMultiplier,
            Endpoint = job?.TunedModel?.Endpoint ?? model?.DeployedModels?.FirstOrDefault()?.Endpoint,
            Checkpoints = Checkpoints(job, model, name),
            TuningJob = job?.Name,
            Labels = model?.Labels ?? job?.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }

    // As long as nobody has changed the model, the description of its job stands for its own.
    private static bool IsUntouched(WireTuningJob? job, WireModel? model) =>
        model?.UpdateTime is not { } updated || job?.EndTime is not { } ended || updated <= ended;

    private static TunedModelState State(WireTuningJob? job) => job == null
        ? TunedModelState.Active
        : JobStates.Of(job.State) switch
        {
            TuningJobState.Failed or TuningJobState.Expired => TunedModelState.Failed,
            TuningJobState.Cancelled => job.TunedModel?.Endpoint == null ? TunedModelState.Failed : TunedModelState.Active,
            TuningJobState.Succeeded or TuningJobState.PartiallySucceeded => TunedModelState.Active,
            _ => TunedModelState.Creating,
        };

    private static string? BaseModel(WireTuningJob? job, WireModel? model) => job?.BaseModel
        ?? job?.PreTunedModel?.BaseModel
        ?? model?.BaseModelSource?.GenieSource?.BaseModelUri
        ?? (model?.Labels != null && model.Labels.TryGetValue(BaseModelLabel, out var label) ? label : null);

    private static IReadOnlyList<TunedModelCheckpoint> Checkpoints(WireTuningJob? job, WireModel? model, string name)
    {
        if (job?.TunedModel?.Checkpoints is { Count: > 0 })
        {
            return CheckpointMapper.Map(job.TunedModel, model?.DefaultCheckpointId);
        }

        var made = new WireTunedModelRef
        {
            Model = name,
            Checkpoints = model?.Checkpoints?.ConvertAll(checkpoint => new WireCheckpoint
            {
                CheckpointId = checkpoint.CheckpointId,
                Epoch = checkpoint.Epoch,
                Step = checkpoint.Step,
                Endpoint = model.DeployedModels
                    ?.FirstOrDefault(deployed => string.Equals(deployed.CheckpointId, checkpoint.CheckpointId, StringComparison.Ordinal))?.Endpoint,
            }),
        };
        return CheckpointMapper.Map(made, model?.DefaultCheckpointId);
    }
}
