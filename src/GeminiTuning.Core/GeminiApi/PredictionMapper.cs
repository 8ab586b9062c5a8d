using System.Linq;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes the wire's prompt of ours, and our answer of the wire's.</summary>
internal static class PredictionMapper
{
    public static WireGenerateRequest Map(PredictionRequest request) => new()
    {
        Contents = [new WireContent { Role = "user", Parts = [new WirePart { Text = request.Prompt }] }],
        GenerationConfig = Config(request),
    };

    public static Prediction Map(WireGenerateAnswer answer, string prompt, string model)
    {
        var candidate = answer.Candidates?.FirstOrDefault();
        var usage = answer.UsageMetadata;
        return new Prediction
        {
            Prompt = prompt,
            Text = string.Concat((candidate?.Content?.Parts ?? []).Where(static part => part.Thought != true).Select(static part => part.Text)),
            Model = model,
            FinishReason = candidate?.FinishReason,
            BlockReason = answer.PromptFeedback?.BlockReason,
            PromptTokenCount = usage?.PromptTokenCount,
            OutputTokenCount = usage?.CandidatesTokenCount,
            TotalTokenCount = usage?.TotalTokenCount,
        };
    }

    private static WireGenerationConfig? Config(PredictionRequest request) =>
        request is { Temperature: null, TopP: null, TopK: null, MaxOutputTokens: null, StopSequences.Count: 0 }
            ? null
            : new WireGenerationConfig
            {
                Temperature = request.Temperature,
                TopP = request.TopP,
                TopK = request.TopK,
                MaxOutputTokens = request.MaxOutputTokens,
                StopSequences = request.StopSequences.Count == 0 ? null : request.StopSequences,
            };
}
