using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Shows jobs and how far they are, and cancels them.</summary>
internal sealed class VertexJobsReader
{
    private static readonly TunedModelQuery AllJobs = new();

    private readonly TuningJobsApi _jobs;
    private readonly ResourceFinder _finder;
    private readonly LossReader _losses;
    private readonly VertexJobMapper _mapper;

    public VertexJobsReader(TuningJobsApi jobs, ResourceFinder finder, LossReader losses, VertexJobMapper mapper)
    {
        _jobs = jobs;
        _finder = finder;
        _losses = losses;
        _mapper = mapper;
    }

    public async Task<TuningJob> GetAsync(string name, CallOptions options)
    {
        var wire = await _finder.FindJobAsync(name, options).ConfigureAwait(false);
        var job = _mapper.Map(wire);
        return string.IsNullOrEmpty(wire.Experiment) ? job : JobProgress.Apply(job, await TryLossAsync(wire, options).ConfigureAwait(false));
    }

    /// <summary>A page of jobs as they are listed: without their loss curves, which take several requests for each.</summary>
    public async Task<Page<TuningJob>> ListAsync(string? pageToken, CallOptions options)
    {
        var page = await _jobs.ListAsync(AllJobs, pageToken, options).ConfigureAwait(false);
        return new Page<TuningJob>(page.TuningJobs?.ConvertAll(_mapper.Map) ?? [], string.IsNullOrEmpty(page.NextPageToken) ? null : page.NextPageToken);
    }

    public async Task<IReadOnlyList<LossPoint>> LossAsync(string name, CallOptions options) =>
        await _losses.ReadAsync(await _finder.FindJobAsync(name, options).ConfigureAwait(false), options).ConfigureAwait(false);

    public async Task<TuningRequest> RequestAsync(string name, CallOptions options) =>
        VertexRequestMapper.Map(await _finder.FindJobAsync(name, options).ConfigureAwait(false));

    public async Task CancelAsync(string name, CallOptions options)
    {
        var wire = await _finder.FindJobAsync(name, options).ConfigureAwait(false);
        var job = _mapper.Map(wire);
        if (job.IsFinished)
        {
            throw VertexErrors.JobFinished(job);
        }

        await _jobs.CancelAsync(_finder.Parse(job.Name), options).ConfigureAwait(false);
    }

    // Who may see a job may not be allowed to see its TensorBoard; the job's state is what matters.
    private async Task<IReadOnlyList<LossPoint>> TryLossAsync(WireTuningJob job, CallOptions options)
    {
        try
        {
            return await _losses.ReadAsync(job, options).ConfigureAwait(false);
        }
        catch (TuningException e)
        {
            options.Trace.Verbose(job.Name + ": its loss cannot be read. " + e.Message);
            return [];
        }
    }
}
