namespace GeminiTuning.Emulator.State;

/// <summary>The hyperparameters of a run, of which one of the two learning rates is set.</summary>
internal sealed record HyperparameterValues(int EpochCount, int BatchSize, float? LearningRate, float? LearningRateMultiplier);
