using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Carries out a <see cref="DeletionPlan"/>. What is gone already counts as deleted.</summary>
internal sealed class Deleter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly DeletionPlanner _planner;
    private readonly TuningJobsApi _jobs;
    private readonly RegistryApi _models;
    private readonly EndpointsApi _endpoints;
    private readonly ITrainingDataUploader _uploader;
    private readonly OperationWaiter _operations;
    private readonly TimeProvider _time;

    public Deleter(
        DeletionPlanner planner,
        TuningJobsApi jobs,
        RegistryApi models,
        EndpointsApi endpoints,
        ITrainingDataUploader uploader,
        OperationWaiter operations,
        TimeProvider time)
    {
        _planner = planner;
        _jobs = jobs;
        _models = models;
        _endpoints = endpoints;
        _uploader = uploader;
        _operations = operations;
        _time = time;
    }

    public async Task DeleteAsync(DeletionPlan plan, CallOptions options)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in plan.Resources)
        {
            if (VertexName.TryParseFull(resource) is { Kind: ResourceKind.TuningJob } job)
            {
                foreach (var left in await EndJobAsync(job, options).ConfigureAwait(false))
                {
                    await DeleteOnceAsync(left, done, options).ConfigureAwait(false);
                }
            }
            else
            {
                await DeleteOnceAsync(resource, done, options).ConfigureAwait(false);
            }
        }
    }

    private static bool MayBeOver(TuningException exception) => VertexErrors.IsGone(exception) || exception.ErrorId
        is nameof(ServiceErrors.RequestRefused) or nameof(ServiceErrors.PreconditionFailed) or nameof(ServiceErrors.RequestConflict);

    private async Task DeleteOnceAsync(string resource, HashSet<string> done, CallOptions options)
    {
        if (!done.Add(resource))
        {
            return;
        }

        try
        {
            await DeleteResourceAsync(resource, options).ConfigureAwait(false);
            options.Trace.Verbose(resource + " has been deleted.");
        }
        catch (TuningException e) when (VertexErrors.IsGone(e))
        {
            options.Trace.Verbose(resource + " was gone already.");
        }
    }

    private async Task DeleteResourceAsync(string resource, CallOptions options)
    {
        if (resource.StartsWith("gs://", StringComparison.Ordinal))
        {
            await _uploader.DeleteAsync(resource, options).ConfigureAwait(false);
            return;
        }

        if (DeployedModelName.TryParse(resource) is { } deployed)
        {
            await UndeployAsync(deployed, options).ConfigureAwait(false);
            return;
        }

        var name = VertexName.TryParseFull(resource);
        var operation = name switch
        {
            { Kind: ResourceKind.Endpoint } => await _endpoints.DeleteAsync(name, options).ConfigureAwait(false),
            { Kind: ResourceKind.Model } => await _models.DeleteAsync(name, options).ConfigureAwait(false),
            _ => throw VertexErrors.TunedModelNameInvalid(resource),
        };
        await _operations.WaitAsync(operation, "Deleting " + resource, options).ConfigureAwait(false);
    }

    private async Task UndeployAsync(DeployedModelName deployed, CallOptions options)
    {
        try
        {
            var operation = await _endpoints.UndeployAsync(deployed.Endpoint, deployed.Id, options).ConfigureAwait(false);
            await _operations.WaitAsync(operation, "Undeploying " + deployed, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (MayBeOver(e) && !VertexErrors.IsGone(e))
        {
            // An attempt whose answer was lost may have done it.
            var endpoint = await _endpoints.FindAsync(deployed.Endpoint, options).ConfigureAwait(false);
            if (endpoint?.DeployedModels?.Any(one => string.Equals(one.Id, deployed.Id, StringComparison.Ordinal)) == true)
            {
                throw;
            }
        }
    }

    /// <summary>Cancels a job and waits for its end.</summary>
    /// <returns>What it left.</returns>
    private async Task<IReadOnlyList<string>> EndJobAsync(VertexName name, CallOptions options)
    {
        var start = _time.GetTimestamp();
        var pause = FirstPause;
        var asked = false;
        while (await _jobs.FindAsync(name, options).ConfigureAwait(false) is { } job && DeletionPlanner.IsUnderWay(job))
        {
            if (!asked && JobStates.Of(job.State) != TuningJobState.Cancelling)
            {
                await CancelAsync(name, options).ConfigureAwait(false);
                asked = true;
            }

            if (_time.GetElapsedTime(start) >= Limit)
            {
                throw VertexErrors.OperationTimedOut("Cancelling", name.ToString(), Limit);
            }

            await _time.DelayAsync(pause, options.CancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        try
        {
            var plan = await _planner.PlanAsync(name.ToString(), new DeletionOptions { KeepTrainingData = true }, options).ConfigureAwait(false);
            return plan.Resources;
        }
        catch (TuningException e) when (VertexErrors.IsGone(e) || e.ErrorId is nameof(VertexErrors.NothingToDelete))
        {
            return [];
        }
    }

    // It may have ended at that very moment, which the next look shows.
    private async Task CancelAsync(VertexName name, CallOptions options)
    {
        try
        {
            await _jobs.CancelAsync(name, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (MayBeOver(e))
        {
            options.Trace.Verbose(name + " could not be cancelled. " + e.Message);
        }
    }
}
