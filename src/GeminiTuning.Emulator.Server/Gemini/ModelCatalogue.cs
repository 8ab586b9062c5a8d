using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The models that the service offers.</summary>
internal sealed class ModelCatalogue(bool noTunableModel)
{
    public const string GenerateContent = "generateContent";
    public const string CountTokens = "countTokens";
    public const string CreateTunedModel = "createTunedModel";

    private static readonly IReadOnlyList<BaseModel> Known =
    [
        new()
        {
            Name = "models/gemini-1.0-pro-001",
            Version = "001",
            DisplayName = "Gemini 1.0 Pro 001 (Tuning)",
            Description = "The best model for scaling across a wide range of tasks. This is a stable model that supports tuning.",
            InputTokenLimit = 30720,
            OutputTokenLimit = 2048,
            SupportedGenerationMethods = [GenerateContent, CountTokens, CreateTunedModel],
            Temperature = 0.9f,
            TopP = 1,
            TopK = 1,
        },
        new()
        {
            Name = "models/gemini-1.5-flash-001-tuning",
            Version = "001",
            DisplayName = "Gemini 1.5 Flash 001 Tuning",
            Description = "Version of Gemini 1.5 Flash that supports tuning.",
            InputTokenLimit = 16384,
            OutputTokenLimit = 8192,
            SupportedGenerationMethods = [GenerateContent, CountTokens, CreateTunedModel],
            Temperature = 1,
            TopP = 0.95f,
            TopK = 64,
            MaxTemperature = 2,
        },
        new()
        {
            Name = "models/gemini-1.5-flash",
            Version = "001",
            DisplayName = "Gemini 1.5 Flash",
            Description = "Alias that points to the most recent stable version of Gemini 1.5 Flash.",
            InputTokenLimit = 1_000_000,
            OutputTokenLimit = 8192,
            SupportedGenerationMethods = [GenerateContent, CountTokens],
            Temperature = 1,
            TopP = 0.95f,
            TopK = 40,
            MaxTemperature = 2,
        },
        new()
        {
            Name = "models/gemini-2.5-flash",
            Version = "001",
            DisplayName = "Gemini 2.5 Flash",
            Description = "Stable version of Gemini 2.5 Flash.",
            InputTokenLimit = 1_048_576,
            OutputTokenLimit = 65_536,
            SupportedGenerationMethods = [GenerateContent, CountTokens],
            Temperature = 1,
            TopP = 0.95f,
            TopK = 64,
            MaxTemperature = 2,
            Thinking = true,
        },
        new()
        {
            Name = "models/text-embedding-004",
            Version = "004",
            DisplayName = "Text Embedding 004",
            Description = "Obtain a distributed representation of a text.",
            InputTokenLimit = 2048,
            OutputTokenLimit = 1,
            SupportedGenerationMethods = ["embedContent"],
        },
    ];

    /// <summary>What is offered at present.</summary>
    public IReadOnlyList<BaseModel> Offered { get; } =
        [.. Known.Where(model => !noTunableModel || !model.SupportedGenerationMethods.Contains(CreateTunedModel, StringComparer.Ordinal))];

    /// <summary>The model of that name if it is offered, or <see langword="null"/>.</summary>
    public BaseModel? Find(string name) => Find(Offered, name);

    /// <summary>The model of that name for a method.</summary>
    /// <exception cref="ApiException">It is not offered, or does not support the method.</exception>
    public BaseModel Require(string name, string method, string version) =>
        Find(name) is { } model && model.SupportedGenerationMethods.Contains(method, StringComparer.Ordinal)
            ? model
            : throw new ApiException(RpcCode.NotFound, NotSupported(name, method, version));

    /// <summary>Why a model cannot be used for a method.</summary>
    public static string NotSupported(string name, string method, string version) =>
        $"{name} is not found for API version {version}, or is not supported for {method}. Call ListModels to see the list of available models and their supported methods.";

    /// <summary>The model of that name, whether or not it is offered at present.</summary>
    public static BaseModel? FindKnown(string name) => Find(Known, name);

    private static BaseModel? Find(IReadOnlyList<BaseModel> models, string name) =>
        models.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.Ordinal));
}
