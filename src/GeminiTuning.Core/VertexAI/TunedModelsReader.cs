using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Finds the tuned models, for which the API has no listing of its own: the jobs know the endpoints and those still in
/// the making, the registry knows the names and what has been deleted since.
/// </summary>
internal sealed class TunedModelsReader
{
    private readonly TuningJobsApi _jobs;
    private readonly RegistryApi _models;
    private readonly ResourceFinder _finder;

    // A job's record stays for ever, and so does what was learnt from it.
    private readonly ConcurrentDictionary<string, bool> _madeByJobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);
    private volatile Registry? _registry;

    public TunedModelsReader(TuningJobsApi jobs, RegistryApi models, ResourceFinder finder)
    {
        _jobs = jobs;
        _models = models;
        _finder = finder;
    }

    public async Task<TunedModel> GetAsync(string name, CallOptions options)
    {
        var found = await _finder.FindAsync(name, options).ConfigureAwait(false);
        if (found.Model != null || found.ModelName == null)
        {
            return VertexTunedModelMapper.Map(found.Job, found.Model);
        }

        var model = await _models.FindAsync(found.ModelName, options).ConfigureAwait(false);
        return model == null && IsOver(found.Job)
            ? throw VertexErrors.TunedModelGone(found.ModelName.ToString(), found.Job!.Name!)
            : VertexTunedModelMapper.Map(found.Job, model);
    }

    /// <summary>
    /// A page of jobs' models; after the last of them, the models of the registry whose job is gone. A filter is one of
    /// jobs, so that with it the jobs are all.
    /// </summary>
    public async Task<Page<TunedModel>> ListAsync(TunedModelQuery query, string? pageToken, CallOptions options)
    {
        // The registry is read once for each listing.
        var registry = pageToken == null || _registry is not { } kept
            ? _registry = new Registry(await _models.ListTunedAsync(options).ConfigureAwait(false))
            : kept;
        var page = await _jobs.ListAsync(query, pageToken, options).ConfigureAwait(false);
        var items = new List<TunedModel>();
        foreach (var job in page.TuningJobs ?? [])
        {
            if (await FromJobAsync(job, registry, options).ConfigureAwait(false) is { } model)
            {
                items.Add(model);
            }
        }

        if (!string.IsNullOrEmpty(page.NextPageToken))
        {
            return new Page<TunedModel>(items, page.NextPageToken);
        }

        if (string.IsNullOrEmpty(query.Filter))
        {
            items.AddRange(registry.Models.Where(model => !_madeByJobs.ContainsKey(Registry.KeyOf(model))).Select(static model => VertexTunedModelMapper.Map(null, model)));
        }

        return new Page<TunedModel>(items, null);
    }

    private static bool IsOver(WireTuningJob? job) =>
        job != null && JobStates.Of(job.State) is TuningJobState.Succeeded or TuningJobState.PartiallySucceeded or TuningJobState.Failed
            or TuningJobState.Cancelled or TuningJobState.Expired;

    private async Task<TunedModel?> FromJobAsync(WireTuningJob job, Registry registry, CallOptions options)
    {
        if (VertexName.TryParseFull(job.TunedModel?.Model) is not { } name)
        {
            // A job that ended without a model has none to list; Get-GeminiTuningJob shows it.
            return IsOver(job) ? null : VertexTunedModelMapper.Map(job, null);
        }

        _madeByJobs[Registry.KeyOf(name)] = true;
        var model = registry.Find(name) is { } listed && Describes(listed, name) ? listed : null;
        if (model == null && IsOver(job) && !_gone.ContainsKey(name.ToString()))
        {
            // Deleted, without the label that the registry was asked for, or not the newest version.
            model = await _models.FindAsync(name, options).ConfigureAwait(false);
            if (model == null)
            {
                _gone[name.ToString()] = true;
            }
        }

        return model == null && IsOver(job) ? null : VertexTunedModelMapper.Map(job, model);
    }

    // What the registry lists is a model's default version.
    private static bool Describes(WireModel model, VertexName name) =>
        model.VersionId is not { Length: > 0 } version || name.Version is not { } wanted || string.Equals(version, wanted, StringComparison.Ordinal);
}
