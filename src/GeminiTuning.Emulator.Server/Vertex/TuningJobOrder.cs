using GeminiTuning.Emulator.Learning;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A job that is to be done.</summary>
/// <param name="Job">The name of the job.</param>
/// <param name="Start">The model to train a copy of.</param>
/// <param name="BaseModel">The model at the bottom.</param>
/// <param name="ContinuedModel">The model that gets a new version, or <see langword="null"/> for a new model.</param>
internal sealed record TuningJobOrder(string Job, LanguageModel Start, VertexBaseModel BaseModel, string? ContinuedModel);
