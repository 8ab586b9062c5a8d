using System;

namespace GeminiTuning.Emulator.State;

/// <summary>A point of a loss curve.</summary>
internal sealed record SnapshotRecord(int Step, int Epoch, float MeanLoss, DateTimeOffset ComputeTime);
