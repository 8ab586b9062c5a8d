using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Follows a name to what belongs together: the job, the model that it made, the endpoint that serves the model.
/// </summary>
internal sealed class ResourceFinder
{
    private const string JobLabel = "google-vertex-llm-tuning-job-id";

    private readonly VertexScope _scope;
    private readonly TuningJobsApi _jobs;
    private readonly RegistryApi _models;
    private readonly EndpointsApi _endpoints;
    private readonly ConcurrentDictionary<string, VertexName> _numbers = new(StringComparer.Ordinal);

    public ResourceFinder(VertexScope scope, TuningJobsApi jobs, RegistryApi models, EndpointsApi endpoints)
    {
        _scope = scope;
        _jobs = jobs;
        _models = models;
        _endpoints = endpoints;
    }

    /// <summary>The job's id that the service put on a model; <see langword="null"/> where there is none.</summary>
    public static string? JobIdOf(IReadOnlyDictionary<string, string>? labels) =>
        labels != null && labels.TryGetValue(JobLabel, out var id) && id.Length > 0 ? id.Substring(id.LastIndexOf('/') + 1) : null;

    /// <summary>A model's name with the version that it was looked at in.</summary>
    public static VertexName? NameOf(WireModel model) => VertexName.TryParseFull(model.Name) is { } name
        ? name.Version == null && model.VersionId is { Length: > 0 } version ? name.WithVersion(version) : name
        : null;

    /// <summary>The name of the model in a deployment.</summary>
    public static VertexName? NameOf(WireDeployedModel deployed) => VertexName.TryParseFull(deployed.Model) is { } name
        ? name.Version == null && deployed.ModelVersionId is { Length: > 0 } version ? name.WithVersion(version) : name
        : null;

    public VertexName Parse(string name) => VertexName.Parse(name, _scope);

    /// <summary>Gets what a name stands for, and the job or the model next to it.</summary>
    public async Task<FoundResource> FindAsync(string name, CallOptions options)
    {
        var parsed = await SettleAsync(Parse(name), options).ConfigureAwait(false);
        return parsed.Kind switch
        {
            ResourceKind.TuningJob => FromJob(parsed, await _jobs.GetAsync(parsed, options).ConfigureAwait(false)),
            ResourceKind.Model => await FromModelAsync(parsed, options).ConfigureAwait(false),
            ResourceKind.Endpoint => await FromEndpointAsync(parsed, options).ConfigureAwait(false),
            _ => throw VertexErrors.NotTunedModel(name),
        };
    }

    /// <summary>The job that a name is or leads to.</summary>
    public async Task<WireTuningJob> FindJobAsync(string name, CallOptions options)
    {
        var found = await FindAsync(name, options).ConfigureAwait(false);
        return found.Job ?? throw VertexErrors.JobUnknown(name);
    }

    /// <summary>Finds out what a bare number is the number of.</summary>
    public async Task<VertexName> SettleAsync(VertexName name, CallOptions options)
    {
        if (name.Kind != ResourceKind.Number)
        {
            return name;
        }

        if (_numbers.TryGetValue(name.Id, out var known))
        {
            return known;
        }

        var settled = await SettleNumberAsync(name, options).ConfigureAwait(false) ?? throw VertexErrors.NumberNotFound(name.Id, name.Parent);
        _numbers[name.Id] = settled;
        return settled;
    }

    private static FoundResource FromJob(VertexName name, WireTuningJob job) => new()
    {
        Name = name,
        Job = job,
        ModelName = VertexName.TryParseFull(job.TunedModel?.Model),
    };

    private async Task<VertexName?> SettleNumberAsync(VertexName name, CallOptions options)
    {
        var job = VertexName.Job(name.Parent, name.Id);
        if (await _jobs.FindAsync(job, options).ConfigureAwait(false) != null)
        {
            return job;
        }

        var endpoint = VertexName.Endpoint(name.Parent, name.Id);
        if (await _endpoints.FindAsync(endpoint, options).ConfigureAwait(false) != null)
        {
            return endpoint;
        }

        var model = VertexName.Model(name.Parent, name.Id);
        return await _models.FindAsync(model, options).ConfigureAwait(false) != null ? model : null;
    }

    private async Task<FoundResource> FromModelAsync(VertexName name, CallOptions options)
    {
        var model = await _models.GetAsync(name, options).ConfigureAwait(false);
        var full = NameOf(model) ?? name;
        return new FoundResource
        {
            Name = name,
            Model = model,
            ModelName = full,
            Job = await JobOfAsync(model, full, options).ConfigureAwait(false),
        };
    }

    private async Task<FoundResource> FromEndpointAsync(VertexName name, CallOptions options)
    {
        var endpoint = await _endpoints.GetAsync(name, options).ConfigureAwait(false);
        var deployed = endpoint.DeployedModels?.Select(NameOf).FirstOrDefault(static model => model != null)
            ?? throw VertexErrors.EndpointEmpty(name.ToString());
        var found = await FromModelAsync(deployed, options).ConfigureAwait(false);
        return found with { Name = name, Endpoint = endpoint };
    }

    // After tuning on, the labels of a model may be those of its newest version.
    private async Task<WireTuningJob?> JobOfAsync(WireModel model, VertexName name, CallOptions options)
    {
        if (JobIdOf(model.Labels) is not { } id)
        {
            return null;
        }

        var job = await _jobs.FindAsync(VertexName.Job(name.Parent, id), options).ConfigureAwait(false);
        return job != null && VertexName.TryParseFull(job.TunedModel?.Model) is { Version: { } made } && name.Version is { } wanted
            && !string.Equals(made, wanted, StringComparison.Ordinal)
            ? null
            : job;
    }
}
