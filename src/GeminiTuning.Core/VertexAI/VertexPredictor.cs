using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Finds out what to ask: a tuned model is asked through its endpoint and never by its own name. What a name led to is
/// remembered.
/// </summary>
internal sealed class VertexPredictor
{
    private readonly PredictionsApi _predictions;
    private readonly ResourceFinder _finder;
    private readonly VertexJobMapper _mapper;
    private readonly ConcurrentDictionary<string, string> _targets = new(StringComparer.Ordinal);

    public VertexPredictor(PredictionsApi predictions, ResourceFinder finder, VertexJobMapper mapper)
    {
        _predictions = predictions;
        _finder = finder;
        _mapper = mapper;
    }

    public Task<Prediction> PredictAsync(PredictionRequest request, CallOptions options)
    {
        PredictionRules.Check(request);
        return OnTargetAsync(request.Model, target => _predictions.PredictAsync(target, request, options), options);
    }

    public Task PredictStreamingAsync(PredictionRequest request, Action<Prediction> onPiece, CallOptions options)
    {
        PredictionRules.Check(request);
        return OnTargetAsync(
            request.Model,
            async target =>
            {
                await _predictions.StreamAsync(target, request, onPiece, options).ConfigureAwait(false);
                return true;
            },
            options);
    }

    /// <summary>Looks everything up anew from now on, since what a model's endpoint serves has changed.</summary>
    public void Forget() => _targets.Clear();

    private async Task<T> OnTargetAsync<T>(string name, Func<string, Task<T>> predict, CallOptions options)
    {
        if (!_targets.TryGetValue(name, out var target))
        {
            target = await TargetAsync(name, options).ConfigureAwait(false);
            _targets[name] = target;
        }

        try
        {
            return await predict(target).ConfigureAwait(false);
        }
        catch (TuningException e) when (VertexErrors.IsGone(e) || e.ErrorId is nameof(VertexErrors.PermissionMissing))
        {
            // The model may have been deployed anew; the next call looks again. Of an endpoint that is gone the service
            // says that it is forbidden or not there.
            _targets.TryRemove(name, out _);
            throw;
        }
    }

    private async Task<string> TargetAsync(string name, CallOptions options)
    {
        var parsed = await _finder.SettleAsync(_finder.Parse(name), options).ConfigureAwait(false);
        if (parsed.Kind is ResourceKind.Endpoint or ResourceKind.PublisherModel)
        {
            return parsed.ToString();
        }

        var found = await _finder.FindAsync(parsed.ToString(), options).ConfigureAwait(false);
        return Endpoint(found) ?? throw NoEndpoint(found);
    }

    // The job knows which of several endpoints is the model's own and not a checkpoint's.
    private static string? Endpoint(FoundResource found)
    {
        var own = found.Job?.TunedModel?.Endpoint;
        List<WireDeployedModelRef> deployed = found.Model?.DeployedModels ?? [];
        if (own != null && (found.Model == null || deployed.Count == 0 || deployed.Any(one => string.Equals(one.Endpoint, own, StringComparison.Ordinal))))
        {
            return own;
        }

        return deployed.FirstOrDefault(static one => one.Endpoint != null)?.Endpoint ?? own;
    }

    private TuningException NoEndpoint(FoundResource found) => found.Job == null
        ? VertexErrors.TunedModelNotDeployed(found.Name.ToString())
        : VertexErrors.TunedModelNotReady(_mapper.Map(found.Job));
}
