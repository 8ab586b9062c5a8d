using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Changes a tuned model.</summary>
internal sealed class TunedModelUpdater
{
    private readonly TunedModelsApi _models;

    public TunedModelUpdater(TunedModelsApi models)
    {
        _models = models;
    }

    public static void Validate(string name, TunedModelUpdate update)
    {
        var checkedName = TunedModelName.Parse(name);
        ParameterSupport.Refuse(
            TuningBackend.GeminiApi,
            (nameof(update.Labels), update.Labels != null),
            (nameof(update.DefaultCheckpointId), update.DefaultCheckpointId != null));
        if (Mask(update).Length == 0)
        {
            throw GeminiApiErrors.NothingToUpdate(checkedName.ToString());
        }

        ParameterRules.DisplayName(update.DisplayName);
        ParameterRules.Share(update.Temperature, GeminiApiErrors.TemperatureOutOfRange);
        ParameterRules.Share(update.TopP, GeminiApiErrors.TopPOutOfRange);
        ParameterRules.AtLeastOne(update.TopK, GeminiApiErrors.TopKOutOfRange);
    }

    public async Task<TunedModel> UpdateAsync(string name, TunedModelUpdate update, CallOptions options)
    {
        Validate(name, update);
        var model = TunedModelName.Parse(name);
        var changes = new WireTunedModel
        {
            DisplayName = update.DisplayName,
            Description = update.Description,
            Temperature = update.Temperature,
            TopP = update.TopP,
            TopK = update.TopK,
        };
        var answer = await _models.PatchAsync(model, changes, Mask(update), options).ConfigureAwait(false);
        if (IsPartial(answer))
        {
            answer = await _models.GetAsync(model, options).ConfigureAwait(false);
        }

        return TunedModelMapper.Map(answer);
    }

    // The service has been seen to answer with nothing but the changed fields.
    private static bool IsPartial(WireTunedModel answer) =>
        answer.Name == null || answer.State == null || answer.CreateTime == null || (answer.BaseModel == null && answer.TunedModelSource == null);

    private static string Mask(TunedModelUpdate update)
    {
        var fields = new List<string>();
        Add("displayName", update.DisplayName != null);
        Add("description", update.Description != null);
        Add("temperature", update.Temperature != null);
        Add("topP", update.TopP != null);
        Add("topK", update.TopK != null);
        return string.Join(",", fields);

        void Add(string field, bool given)
        {
            if (given)
            {
                fields.Add(field);
            }
        }
    }
}
