using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What a job had learnt at the end of an epoch.</summary>
/// <param name="Id">The id, counted from 1; empty where only the last one is kept.</param>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Step">The last step of the epoch.</param>
/// <param name="Weights">What was learnt.</param>
internal sealed record TrainedCheckpoint(string Id, long Epoch, long Step, TrainedWeights Weights);
