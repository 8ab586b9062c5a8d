using System.Collections.Generic;

namespace GeminiTuning.Core.Batches;

/// <summary>What a line of a <see cref="PredictionLog"/> says about its request besides the prompt.</summary>
internal sealed class LoggedRequest
{
    /// <summary>The model as the user named it.</summary>
    public string? Model { get; set; }

    public double? Temperature { get; set; }

    public double? TopP { get; set; }

    public int? TopK { get; set; }

    public int? MaxOutputTokens { get; set; }

    public IReadOnlyList<string>? StopSequences { get; set; }

    public static LoggedRequest Of(PredictionRequest request) => new()
    {
        Model = request.Model,
        Temperature = request.Temperature,
        TopP = request.TopP,
        TopK = request.TopK,
        MaxOutputTokens = request.MaxOutputTokens,
        StopSequences = request.StopSequences.Count == 0 ? null : request.StopSequences,
    };
}
