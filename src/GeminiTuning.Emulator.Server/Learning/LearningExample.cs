namespace GeminiTuning.Emulator.Learning;

/// <summary>A prompt and the answer that the model shall learn to give.</summary>
internal sealed record LearningExample(string Input, string Output);
