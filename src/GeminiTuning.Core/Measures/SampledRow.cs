namespace GeminiTuning.Core.Measures;

/// <summary>A row that the service is asked about.</summary>
/// <param name="Index">Its place among all rows, from 0.</param>
/// <param name="Example">The row.</param>
/// <param name="EstimatedTokens">Its tokens as estimated here.</param>
internal sealed record SampledRow(int Index, TuningExample Example, int EstimatedTokens);
