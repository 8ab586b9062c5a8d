using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Makes of a job the request that it was started with.</summary>
internal static class VertexRequestMapper
{
    public static TuningRequest Map(WireTuningJob wire)
    {
        var spec = VertexJobMapper.Spec(wire);
        var tuning = spec?.HyperParameters;
        return new TuningRequest
        {
            BaseModel = wire.PreTunedModel?.TunedModelName ?? wire.BaseModel ?? string.Empty,
            CheckpointId = wire.PreTunedModel?.CheckpointId,
            Method = wire.PreferenceOptimizationSpec == null ? TuningMethod.Supervised : TuningMethod.Preference,
            TrainingData = [],
            TrainingDataUri = spec?.TrainingDatasetUri,
            ValidationDataUri = spec?.ValidationDatasetUri,
            DisplayName = wire.TunedModelDisplayName,
            Description = wire.Description,
            Labels = JobCreator.WithoutMark(wire.Labels),
            EpochCount = (int?)tuning?.EpochCount,
            LearningRateMultiplier = tuning?.LearningRateMultiplier,
            AdapterSize = AdapterSizes.SizeOf(tuning?.AdapterSize),
            ExportLastCheckpointOnly = spec?.ExportLastCheckpointOnly,
            KmsKeyName = wire.EncryptionSpec?.KmsKeyName,
            ServiceAccount = wire.ServiceAccount,
        };
    }
}
