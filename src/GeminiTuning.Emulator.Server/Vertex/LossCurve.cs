using System.Collections.Generic;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A curve at one moment.</summary>
/// <param name="Metric">What was measured: <c>/train_total_loss</c>.</param>
/// <param name="Points">The points so far, at least one.</param>
internal sealed record LossCurve(string Metric, IReadOnlyList<LossPointRecord> Points);
