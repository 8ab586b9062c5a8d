using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes <see cref="TunedModel"/> of what is on the wire.</summary>
internal static class TunedModelMapper
{
    public static TunedModel Map(WireTunedModel wire)
    {
        var task = wire.TuningTask;
        var tuning = task?.Hyperparameters;
        return new TunedModel
        {
            Name = wire.Name ?? string.Empty,
            Backend = TuningBackend.GeminiApi,
            DisplayName = wire.DisplayName,
            Description = wire.Description,
            State = TunedModelStates.OfModel(wire.State),
            BaseModel = wire.BaseModel ?? wire.TunedModelSource?.BaseModel,
            SourceModel = wire.TunedModelSource?.TunedModel,
            CreateTime = wire.CreateTime,
            UpdateTime = wire.UpdateTime,
            StartTime = task?.StartTime,
            CompleteTime = task?.CompleteTime,
            EpochCount = tuning?.EpochCount,
            BatchSize = tuning?.BatchSize,
            LearningRate = tuning?.LearningRate,
            LearningRateMultiplier = tuning?.LearningRateMultiplier,
            Temperature = wire.Temperature,
            TopP = wire.TopP,
            TopK = wire.TopK,
            Snapshots = SnapshotMapper.Map(task?.Snapshots, wire.Name),
            ReaderProjectNumbers = wire.ReaderProjectNumbers ?? [],
        };
    }
}
