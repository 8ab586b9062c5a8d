using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Finds everything that belongs to a tuned model, in the order in which it must go: what is on the endpoints, the
/// endpoints, the model, the training data. A job under way comes first; it is cancelled.
/// </summary>
internal sealed class DeletionPlanner
{
    private static readonly TunedModelQuery NewestJobs = new();

    private readonly TuningJobsApi _jobs;
    private readonly RegistryApi _models;
    private readonly EndpointsApi _endpoints;
    private readonly ResourceFinder _finder;
    private readonly ITrainingDataUploader _uploader;

    public DeletionPlanner(TuningJobsApi jobs, RegistryApi models, EndpointsApi endpoints, ResourceFinder finder, ITrainingDataUploader uploader)
    {
        _jobs = jobs;
        _models = models;
        _endpoints = endpoints;
        _finder = finder;
        _uploader = uploader;
    }

    public async Task<DeletionPlan> PlanAsync(string name, DeletionOptions deletion, CallOptions options)
    {
        var parsed = await _finder.SettleAsync(_finder.Parse(name), options).ConfigureAwait(false);
        FoundResource found;
        try
        {
            found = await _finder.FindAsync(parsed.ToString(), options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.ErrorId is nameof(VertexErrors.EndpointEmpty))
        {
            return new DeletionPlan(parsed.ToString(), [parsed.ToString()]);
        }

        var resources = await FindAllAsync(found, deletion, options).ConfigureAwait(false);
        var shown = found.ModelName?.ToString() ?? found.Job?.Name ?? parsed.ToString();
        return resources.Count > 0 ? new DeletionPlan(shown, resources) : throw VertexErrors.NothingToDelete(shown);
    }

    public static bool IsUnderWay(WireTuningJob job) => JobStates.Of(job.State) is not (TuningJobState.Succeeded or TuningJobState.Failed
        or TuningJobState.Cancelled or TuningJobState.Expired or TuningJobState.PartiallySucceeded);

    private async Task<List<string>> FindAllAsync(FoundResource found, DeletionOptions deletion, CallOptions options)
    {
        var resources = new List<string>();
        if (found.Job != null && IsUnderWay(found.Job))
        {
            resources.Add(found.Job.Name!);
        }

        var target = await TargetAsync(found, options).ConfigureAwait(false);
        foreach (var (endpoint, isOwn) in EndpointsOf(found, target))
        {
            await AddEndpointAsync(endpoint, isOwn, target, resources, options).ConfigureAwait(false);
        }

        if (target.Name != null && target.Versions.Count > 0)
        {
            resources.Add(target.Name.ToString());
        }

        if (!deletion.KeepTrainingData && found.Job != null)
        {
            await AddDataAsync(found.Job, resources, options).ConfigureAwait(false);
        }

        return resources;
    }

    // The whole model, unless tuning on has added versions and only one of them is meant.
    private async Task<DeletionTarget> TargetAsync(FoundResource found, CallOptions options)
    {
        if (found.ModelName is not { } name)
        {
            return new DeletionTarget(null, []);
        }

        var model = found.Model ?? await _models.FindAsync(name, options).ConfigureAwait(false);
        if (model == null)
        {
            return new DeletionTarget(name, []);
        }

        var versions = await _models.ListVersionsAsync(name, options).ConfigureAwait(false);
        if (versions.Count < 2)
        {
            return new DeletionTarget(name.WithoutVersion(), [model]);
        }

        var meansAll = found.Name is { Kind: ResourceKind.Model, Version: null } || name.Version == null;
        return meansAll ? new DeletionTarget(name.WithoutVersion(), versions) : new DeletionTarget(name, [model]);
    }

    // The job's own endpoints go with the model. From others the model is only taken off, unless no job tells which they
    // are: there is none, or other jobs made the other versions.
    private static IEnumerable<(VertexName Endpoint, bool IsOwn)> EndpointsOf(FoundResource found, DeletionTarget target)
    {
        var made = found.Job?.TunedModel;
        var own = new[] { made?.Endpoint }
            .Concat((made?.Checkpoints ?? []).Select(static checkpoint => checkpoint.Endpoint))
            .Select(static endpoint => (Endpoint: endpoint, IsOwn: true));
        var anyOther = found.Job == null || target.Versions.Count > 1;
        var others = target.Versions
            .SelectMany(static version => version.DeployedModels ?? [])
            .Select(deployed => (Endpoint: deployed.Endpoint, IsOwn: anyOther));
        var asked = (Endpoint: found.Endpoint?.Name, IsOwn: anyOther);
        return own.Concat(others).Append(asked)
            .Select(static one => (Name: VertexName.TryParseFull(one.Endpoint), one.IsOwn))
            .Where(static one => one.Name is { Kind: ResourceKind.Endpoint })
            .GroupBy(static one => one.Name!.ToString(), StringComparer.Ordinal)
            .Select(static same => (same.First().Name!, same.First().IsOwn));
    }

    private async Task AddEndpointAsync(VertexName name, bool isOwn, DeletionTarget target, List<string> resources, CallOptions options)
    {
        var endpoint = await _endpoints.FindAsync(name, options).ConfigureAwait(false);
        if (endpoint == null)
        {
            return;
        }

        var deployed = endpoint.DeployedModels ?? [];
        var ours = deployed.Where(one => target.Covers(ResourceFinder.NameOf(one))).ToList();

        // One that gets traffic can go only after those that get none.
        resources.AddRange(ours
            .OrderBy(one => one.Id != null && endpoint.TrafficSplit?.TryGetValue(one.Id, out var share) == true ? share : 0)
            .Select(one => new DeployedModelName(name, one.Id ?? string.Empty).ToString()));
        if (isOwn && ours.Count == deployed.Count)
        {
            resources.Add(name.ToString());
        }
    }

    private async Task AddDataAsync(WireTuningJob job, List<string> resources, CallOptions options)
    {
        var spec = VertexJobMapper.Spec(job);
        var uploaded = new[] { spec?.TrainingDatasetUri, spec?.ValidationDatasetUri }
            .Where(uri => uri != null && _uploader.IsOwn(uri))
            .Select(static uri => uri!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (uploaded.Count == 0)
        {
            return;
        }

        // The same examples are uploaded once, so that another job may be reading them.
        var newest = await _jobs.ListAsync(NewestJobs, null, options).ConfigureAwait(false);
        var inUse = (newest.TuningJobs ?? [])
            .Where(other => !string.Equals(other.Name, job.Name, StringComparison.Ordinal) && IsUnderWay(other))
            .Select(VertexJobMapper.Spec)
            .SelectMany(static other => new[] { other?.TrainingDatasetUri, other?.ValidationDatasetUri })
            .ToList();
        foreach (var uri in uploaded)
        {
            if (inUse.Contains(uri, StringComparer.Ordinal))
            {
                options.Trace.Verbose(uri + " stays, because another tuning job under way reads it.");
            }
            else
            {
                resources.Add(uri);
            }
        }
    }
}
