using System.Linq;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Makes the body of <c>tunedModels.create</c>.</summary>
internal static class CreationBody
{
    public static WireTunedModel Make(TuningRequest request, string baseModel)
    {
        var tunesOn = TunedModelName.IsPrefixOf(baseModel);
        return new WireTunedModel
        {
            DisplayName = request.DisplayName,
            Description = request.Description,
            BaseModel = tunesOn ? null : baseModel,
            TunedModelSource = tunesOn ? new WireTunedModelSource { TunedModel = baseModel } : null,
            Temperature = request.Temperature,
            TopP = request.TopP,
            TopK = request.TopK,
            TuningTask = new WireTuningTask
            {
                Hyperparameters = Hyperparameters(request),
                TrainingData = new WireDataset
                {
                    Examples = new WireExamples
                    {
                        Examples = request.TrainingData.Select(static row => new WireExample { TextInput = row.TextInput, Output = row.Output }),
                    },
                },
            },
        };
    }

    // Left out altogether where the service's defaults are wanted.
    private static WireHyperparameters? Hyperparameters(TuningRequest request) =>
        request is { EpochCount: null, BatchSize: null, LearningRate: null, LearningRateMultiplier: null }
            ? null
            : new WireHyperparameters
            {
                EpochCount = request.EpochCount,
                BatchSize = request.BatchSize,
                LearningRate = request.LearningRate,
                LearningRateMultiplier = request.LearningRateMultiplier,
            };
}
