namespace GeminiTuning.Core;

/// <summary>A setting's value and where it came from.</summary>
internal sealed record FoundSetting(string Value, string Source);
