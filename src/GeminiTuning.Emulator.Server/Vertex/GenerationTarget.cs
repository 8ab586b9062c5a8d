using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What is to answer.</summary>
/// <param name="Model">The model.</param>
/// <param name="BaseModel">The id of the base model.</param>
internal sealed record GenerationTarget(LanguageModel Model, string BaseModel);
