using System;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A point of a curve.</summary>
internal sealed record LossPointRecord(long Step, DateTimeOffset WallTime, double Value);
