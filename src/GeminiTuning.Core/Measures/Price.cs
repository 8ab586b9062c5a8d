namespace GeminiTuning.Core.Measures;

/// <summary>A price that the user gave.</summary>
/// <param name="PerMillionTokens">What a million training tokens cost.</param>
/// <param name="Source">Where it was given, with its date and currency as far as they were.</param>
internal sealed record Price(double PerMillionTokens, string Source);
