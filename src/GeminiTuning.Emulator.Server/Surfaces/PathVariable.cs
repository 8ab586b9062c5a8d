namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A variable of a path template.</summary>
/// <param name="FieldPath">The field of the request that takes its value.</param>
/// <param name="Start">Its first segment.</param>
/// <param name="Length">How many segments it spans.</param>
internal sealed record PathVariable(string FieldPath, int Start, int Length);
