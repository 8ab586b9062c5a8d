using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Makes tuning jobs once. The service chooses their names, so each carries a label of its own by which it is found when
/// the answer is lost.
/// </summary>
internal sealed class JobCreator
{
    /// <summary>The key of the label; its value is random.</summary>
    public const string Label = "geminituning-request";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly TuningJobsApi _jobs;
    private readonly TimeProvider _time;

    public JobCreator(TuningJobsApi jobs, TimeProvider time)
    {
        _jobs = jobs;
        _time = time;
    }

    /// <summary>The labels that are the user's own.</summary>
    public static Dictionary<string, string>? WithoutMark(Dictionary<string, string>? labels) =>
        labels?.Where(static label => !string.Equals(label.Key, Label, StringComparison.Ordinal))
            .ToDictionary(static label => label.Key, static label => label.Value, StringComparer.Ordinal);

    public Task<WireTuningJob> CreateAsync(WireTuningJob job, CallOptions options)
    {
        var labels = WithoutMark(job.Labels) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        if (labels.Count >= VertexErrors.MostLabels)
        {
            return _jobs.CreateAsync(job, options, lookUp: null);
        }

        var mark = Guid.NewGuid().ToString("N");
        labels.Add(Label, mark);
        job.Labels = labels;
        return _jobs.CreateAsync(job, options, lost => FindAsync(mark, lost));
    }

    private async Task<WireTuningJob?> FindAsync(string mark, LostAnswer lost)
    {
        // A job need not be in the listing at once.
        for (var pause = FirstPause; ; pause += pause)
        {
            if (await FindAsync(mark, lost.Options).ConfigureAwait(false) is { } job)
            {
                return job;
            }

            if (lost.Error.ServiceError != null || pause > LongestPause)
            {
                break;
            }

            await _time.DelayAsync(pause, lost.Options.CancellationToken).ConfigureAwait(false);
        }

        // A request that was not answered in time may yet be carried out.
        return lost.Error.Kind == TuningErrorKind.Timeout ? throw lost.Error : null;
    }

    private async Task<WireTuningJob?> FindAsync(string mark, CallOptions options)
    {
        try
        {
            return await FindAsync(mark, "labels." + Label + "=" + mark, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.ErrorId is nameof(ServiceErrors.RequestRefused))
        {
            // No document says which filters this listing takes.
            return await FindAsync(mark, null, options).ConfigureAwait(false);
        }
    }

    private async Task<WireTuningJob?> FindAsync(string mark, string? filter, CallOptions options)
    {
        var query = new TunedModelQuery { Filter = filter };
        string? token = null;
        do
        {
            var page = await _jobs.ListAsync(query, token, options).ConfigureAwait(false);
            var found = page.TuningJobs?.FirstOrDefault(job =>
                job.Labels != null && job.Labels.TryGetValue(Label, out var value) && string.Equals(value, mark, StringComparison.Ordinal));
            if (found != null)
            {
                return found;
            }

            token = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(token));

        return null;
    }
}
