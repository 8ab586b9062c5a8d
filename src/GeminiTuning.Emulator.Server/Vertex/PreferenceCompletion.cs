namespace GeminiTuning.Emulator.Vertex;

/// <summary>An answer and how good it is.</summary>
internal sealed record PreferenceCompletion(double Score, string Text);
