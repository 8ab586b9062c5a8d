using System;
using System.Collections.Generic;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Makes <see cref="TuningJob"/> of what is on the wire. How far training is, the wire does not say here.</summary>
internal sealed class VertexJobMapper
{
    private readonly SecretRedactor _redactor;

    public VertexJobMapper(SecretRedactor redactor)
    {
        _redactor = redactor;
    }

    public TuningJob Map(WireTuningJob wire)
    {
        var name = wire.Name ?? string.Empty;
        var state = JobStates.Of(wire.State);
        var total = Clamp(DataStatisticsMapper.Pick(wire.TuningDataStats)?.TuningStepCount);
        var checkpoints = CheckpointMapper.Map(wire.TunedModel, null);
        var completed = (state == TuningJobState.Succeeded ? total : null)
            ?? Clamp(checkpoints.Count == 0 ? null : checkpoints[checkpoints.Count - 1].Step)
            ?? 0;
        return new TuningJob
        {
            Name = name,
            Backend = TuningBackend.VertexAI,
            Project = VertexName.ProjectOf(name),
            Location = VertexName.LocationOf(name),
            TunedModel = wire.TunedModel?.Model,
            BaseModel = wire.PreTunedModel?.TunedModelName ?? wire.BaseModel,
            State = state,
            ServiceState = wire.State,
            TotalSteps = total,
            CompletedSteps = completed,
            CompletedPercent = JobProgress.Percent(state, completed, total),
            CreateTime = wire.CreateTime,
            StartTime = wire.StartTime,
            EndTime = wire.EndTime,
            DisplayName = wire.TunedModelDisplayName,
            Description = wire.Description,
            Method = wire.PreferenceOptimizationSpec == null ? TuningMethod.Supervised : TuningMethod.Preference,
            Endpoint = wire.TunedModel?.Endpoint,
            Checkpoints = checkpoints,
            Experiment = wire.Experiment,
            TrainingDataUri = Spec(wire)?.TrainingDatasetUri,
            DataStatistics = DataStatisticsMapper.Map(wire.TuningDataStats),
            Labels = wire.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Error = StatusMapper.Map(wire.Error, _redactor),
        };
    }

    public static WireTuningSpec? Spec(WireTuningJob wire) => wire.SupervisedTuningSpec ?? wire.PreferenceOptimizationSpec;

    private static int? Clamp(long? value) => value is { } given ? (int)Math.Min(given, int.MaxValue) : null;
}
