namespace GeminiTuning.Core.Datasets;

/// <summary>A field of a row: its text, or why it is not one.</summary>
internal readonly record struct TrainingField(string Name, string Text, string? Problem = null);
