using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes <see cref="GeminiModel"/> of what is on the wire.</summary>
internal static class ModelMapper
{
    public static GeminiModel Map(WireModel wire) => new()
    {
        Name = wire.Name ?? string.Empty,
        Backend = TuningBackend.GeminiApi,
        DisplayName = wire.DisplayName,
        Description = wire.Description,
        Version = wire.Version,
        InputTokenLimit = wire.InputTokenLimit,
        OutputTokenLimit = wire.OutputTokenLimit,
        SupportedGenerationMethods = wire.SupportedGenerationMethods ?? [],
        Temperature = wire.Temperature,
        MaxTemperature = wire.MaxTemperature,
        TopP = wire.TopP,
        TopK = wire.TopK,
    };
}
