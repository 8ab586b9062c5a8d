namespace GeminiTuning.Emulator.Learning;

/// <summary>A prompt, the answer to prefer, and the one to avoid.</summary>
internal sealed record PreferenceExample(string Input, string Preferred, string Rejected);
