using System;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>
/// Finds out which model a prompt is meant for. A short name may be a tuned model's or a base model's; the tuned model
/// goes first, and what the name turned out to be is remembered.
/// </summary>
internal sealed class Predictor
{
    private readonly PredictionsApi _predictions;
    private readonly TunedModelsApi _tunedModels;
    private readonly ConcurrentDictionary<string, string> _shortNames = new(StringComparer.Ordinal);

    public Predictor(PredictionsApi predictions, TunedModelsApi tunedModels)
    {
        _predictions = predictions;
        _tunedModels = tunedModels;
    }

    public Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options)
    {
        PredictionRules.Check(request);
        return OnModelAsync(request.Model, model => _predictions.PredictAsync(model, request, options), options);
    }

    public Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options)
    {
        PredictionRules.Check(request);
        return OnModelAsync(
            request.Model,
            async model =>
            {
                await _predictions.StreamAsync(model, request, onPiece, options).ConfigureAwait(false);
                return true;
            },
            options);
    }

    private static bool MayBeNotReady(TuningException exception) => exception.ErrorId
        is nameof(ServiceErrors.RequestRefused) or nameof(ServiceErrors.PreconditionFailed) or nameof(ServiceErrors.RequestConflict)
        or nameof(ServiceErrors.ResourceExists) or nameof(GeminiApiErrors.BaseModelGone);

    // The service may also find fault with the form of a name that no tuned model can have, such as gemini-2.5-flash.
    private static bool MayBeBaseModel(TuningException exception, string shortName) => exception.ErrorId
        is nameof(GeminiApiErrors.TunedModelNotFound) or nameof(GeminiApiErrors.TunedModelAccessDenied)
        || (exception.ErrorId is nameof(ServiceErrors.RequestRefused) && shortName.Contains('.'));

    private async Task<T> OnModelAsync<T>(string name, Func<string, Task<T>> predict, CallOptions options)
    {
        if (_shortNames.TryGetValue(name, out var known))
        {
            name = known;
        }

        if (TunedModelName.IsPrefixOf(name))
        {
            return await OnTunedModelAsync(TunedModelName.Parse(name), predict, options).ConfigureAwait(false);
        }

        if (name.StartsWith(BaseModelName.Prefix, StringComparison.Ordinal))
        {
            return await predict(BaseModelName.Parse(name).ToString()).ConfigureAwait(false);
        }

        return await OnShortNameAsync(name, predict, options).ConfigureAwait(false);
    }

    private async Task<T> OnShortNameAsync<T>(string name, Func<string, Task<T>> predict, CallOptions options)
    {
        var tuned = TunedModelName.Parse(name);
        try
        {
            var answer = await OnTunedModelAsync(tuned, predict, options).ConfigureAwait(false);
            _shortNames[name] = tuned.ToString();
            return answer;
        }
        catch (TuningException first) when (MayBeBaseModel(first, name))
        {
            var model = BaseModelName.Parse(name).ToString();
            try
            {
                var answer = await predict(model).ConfigureAwait(false);
                _shortNames[name] = model;
                return answer;
            }
            catch (TuningException second) when (second.ErrorId is nameof(GeminiApiErrors.ModelNotFound))
            {
                ExceptionDispatchInfo.Capture(first).Throw();
                throw;
            }
        }
    }

    // How the service words its refusal to call a model in the making is not settled; its state is.
    private async Task<T> OnTunedModelAsync<T>(TunedModelName name, Func<string, Task<T>> predict, CallOptions options)
    {
        try
        {
            return await predict(name.ToString()).ConfigureAwait(false);
        }
        catch (TuningException refused) when (MayBeNotReady(refused))
        {
            TunedModel model;
            try
            {
                model = TunedModelMapper.Map(await _tunedModels.GetAsync(name, options).ConfigureAwait(false));
            }
            catch (TuningException)
            {
                ExceptionDispatchInfo.Capture(refused).Throw();
                throw;
            }

            if (model.State is TunedModelState.Creating or TunedModelState.Failed)
            {
                throw GeminiApiErrors.TunedModelNotReady(model, refused.ServiceError);
            }

            throw;
        }
    }
}
