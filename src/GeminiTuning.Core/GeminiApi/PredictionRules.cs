using System.Linq;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Holds a prompt against the service's rules before it is sent.</summary>
internal static class PredictionRules
{
    public static void Check(PredictionRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
        {
            throw GeminiApiErrors.PromptBlank();
        }

        // The highest temperature is the model's affair.
        if (request.Temperature is { } temperature && !(temperature >= 0 && !double.IsInfinity(temperature)))
        {
            throw GeminiApiErrors.TemperatureOutOfRange(temperature);
        }

        ParameterRules.Share(request.TopP, GeminiApiErrors.TopPOutOfRange);
        ParameterRules.AtLeastOne(request.TopK, GeminiApiErrors.TopKOutOfRange);
        ParameterRules.AtLeastOne(request.MaxOutputTokens, GeminiApiErrors.MaxOutputTokensOutOfRange);
        if (request.StopSequences.Any(string.IsNullOrEmpty))
        {
            throw GeminiApiErrors.StopSequenceEmpty();
        }
    }
}
