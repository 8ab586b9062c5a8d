using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The model that is to answer.</summary>
/// <param name="Name">Its name: <c>models/x</c> or <c>tunedModels/x</c>.</param>
/// <param name="BaseModel">The base model, whose limits hold.</param>
/// <param name="Model">What answers.</param>
/// <param name="Temperature">The temperature where the request has none.</param>
/// <param name="TopP">The nucleus where the request has none.</param>
/// <param name="TopK">The number of candidates for each word where the request has none.</param>
internal sealed record GenerationTarget(string Name, BaseModel BaseModel, LanguageModel Model, float? Temperature, float? TopP, int? TopK);
