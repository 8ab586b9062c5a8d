using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes of a tuned model the request that it was made with. Its training data is not given back.</summary>
internal static class RequestMapper
{
    public static TuningRequest Map(WireTunedModel wire)
    {
        var tuning = wire.TuningTask?.Hyperparameters;
        return new TuningRequest
        {
            BaseModel = wire.TunedModelSource?.TunedModel ?? wire.BaseModel ?? string.Empty,
            TrainingData = [],
            Id = wire.Name == null ? null : TunedModelName.Parse(wire.Name).ToString().Substring(TunedModelName.Prefix.Length),
            DisplayName = wire.DisplayName,
            Description = wire.Description,
            EpochCount = tuning?.EpochCount,
            BatchSize = tuning?.BatchSize,
            LearningRate = tuning?.LearningRate,

            // Only one of the two can be asked for.
            LearningRateMultiplier = tuning?.LearningRate == null ? tuning?.LearningRateMultiplier : null,
            Temperature = wire.Temperature,
            TopP = wire.TopP,
            TopK = wire.TopK,
        };
    }
}
