using System.Text.Json.Serialization;

namespace GeminiTuning.Core.Checks;

/// <summary>How <see cref="TrainingLimitsFile"/> is read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingLimitsFile))]
internal sealed partial class TrainingLimitsJson : JsonSerializerContext;
