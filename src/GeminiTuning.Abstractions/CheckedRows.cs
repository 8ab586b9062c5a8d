using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>What came of checking some rows.</summary>
/// <param name="Findings">What was found, in the order of the rows.</param>
/// <param name="Examples">The rows that are good or were repaired, where <see cref="TrainingDataCheck.Repair"/> asks for them.</param>
public sealed record CheckedRows(IReadOnlyList<TrainingDataFinding> Findings, IReadOnlyList<TuningExample> Examples);
