using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Changes a tuned model in the registry.</summary>
internal sealed class VertexModelUpdater
{
    private readonly RegistryApi _models;
    private readonly ResourceFinder _finder;
    private readonly TunedModelsReader _reader;
    private readonly VertexJobMapper _mapper;

    public VertexModelUpdater(RegistryApi models, ResourceFinder finder, TunedModelsReader reader, VertexJobMapper mapper)
    {
        _models = models;
        _finder = finder;
        _reader = reader;
        _mapper = mapper;
    }

    public void Validate(string name, TunedModelUpdate update)
    {
        var parsed = _finder.Parse(name);
        if (parsed.Kind == ResourceKind.PublisherModel)
        {
            throw VertexErrors.NotTunedModel(name);
        }

        ParameterSupport.Refuse(
            TuningBackend.VertexAI,
            (nameof(update.Temperature), update.Temperature != null),
            (nameof(update.TopP), update.TopP != null),
            (nameof(update.TopK), update.TopK != null));
        if (ModelMask(update).Length == 0 && update.DefaultCheckpointId == null)
        {
            throw VertexErrors.NothingToUpdate(parsed.ToString());
        }

        VertexTuningRules.DisplayName(update.DisplayName);
        LabelRules.Check(update.Labels);
    }

    public async Task<TunedModel> UpdateAsync(string name, TunedModelUpdate update, CallOptions options)
    {
        Validate(name, update);
        var found = await _finder.FindAsync(name, options).ConfigureAwait(false);
        var model = found.ModelName ?? throw VertexErrors.TunedModelMissing(_mapper.Map(found.Job!));
        var changes = new WireModel
        {
            DisplayName = update.DisplayName,
            Description = update.Description,
            Labels = update.Labels == null ? null : Labels(update.Labels, await _models.GetAsync(model.WithoutVersion(), options).ConfigureAwait(false)),
        };

        // The names belong to the model and the checkpoint to its version, and one request changes one of the two.
        if (ModelMask(update) is { Length: > 0 } mask)
        {
            await _models.PatchAsync(model.WithoutVersion(), changes, mask, options).ConfigureAwait(false);
        }

        if (update.DefaultCheckpointId != null)
        {
            changes = new WireModel { DefaultCheckpointId = update.DefaultCheckpointId };
            await _models.PatchAsync(model, changes, "defaultCheckpointId", options).ConfigureAwait(false);
        }

        return await _reader.GetAsync(found.Job?.Name ?? model.ToString(), options).ConfigureAwait(false);
    }

    // The service's own labels tell what the model was made from and by which job; they are not the user's to drop.
    private static Dictionary<string, string> Labels(IReadOnlyDictionary<string, string> wanted, WireModel model)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in model.Labels ?? [])
        {
            if (label.Key is "tune-type" || label.Key.StartsWith("google-", StringComparison.Ordinal))
            {
                labels[label.Key] = label.Value;
            }
        }

        foreach (var label in wanted)
        {
            labels[label.Key] = label.Value;
        }

        return labels;
    }

    private static string ModelMask(TunedModelUpdate update)
    {
        var fields = new List<string>();
        Add("displayName", update.DisplayName != null);
        Add("description", update.Description != null);
        Add("labels", update.Labels != null);
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
