using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The methods of the API's <c>tuningJobs</c>, wire in and wire out.</summary>
internal sealed class TuningJobsApi
{
    private const int DefaultPageSize = 100;

    private readonly VertexClient _client;
    private readonly VertexScope _scope;

    public TuningJobsApi(VertexClient client, VertexScope scope)
    {
        _client = client;
        _scope = scope;
    }

    public Task<WireTuningJobList> ListAsync(TunedModelQuery query, string? pageToken, CallOptions options)
    {
        var size = query.PageSize ?? DefaultPageSize;
        if (size is < 1 or > 1000)
        {
            throw GeminiApiErrors.PageSizeOutOfRange(size);
        }

        var suffix = FormattableString.Invariant($"/tuningJobs?pageSize={size}")
            + (string.IsNullOrEmpty(query.Filter) ? string.Empty : "&filter=" + Uri.EscapeDataString(query.Filter!));
        var call = _client.Call(HttpMethod.Get, _scope.Parent, VertexClient.WithToken(suffix, pageToken)) with
        {
            Explain = fault => fault.HttpStatus == 404 ? VertexErrors.LocationNotFound(fault, _scope.Parent) : VertexErrors.ForResource(fault, _scope.Parent),
        };
        return _client.SendAsync(call, VertexJson.Default.WireTuningJobList, options);
    }

    public Task<WireTuningJob> GetAsync(VertexName name, CallOptions options) =>
        _client.GetAsync(name.ToString(), string.Empty, VertexJson.Default.WireTuningJob, options);

    public Task<WireTuningJob?> FindAsync(VertexName name, CallOptions options) =>
        _client.FindAsync(name.ToString(), VertexJson.Default.WireTuningJob, options);

    /// <param name="job">The job to make.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <param name="lookUp">Looks for the job when the answer is lost; without it, the job is not asked for again then.</param>
    public Task<WireTuningJob> CreateAsync(WireTuningJob job, CallOptions options, Func<LostAnswer, Task<WireTuningJob?>>? lookUp)
    {
        var spec = VertexJobMapper.Spec(job);
        var call = _client.Call(HttpMethod.Post, _scope.Parent, "/tuningJobs") with
        {
            Body = VertexClient.Body(job, VertexJson.Requests.WireTuningJob),
            Retry = lookUp == null ? RetryRule.OnlyWhenTurnedAway : RetryRule.Repeatable,
            Explain = fault => VertexErrors.ForCreation(fault, _scope.Parent, job.BaseModel ?? job.PreTunedModel?.TunedModelName, spec?.TrainingDatasetUri),
            LostAnswerHint = "Tuning may have started all the same: look with Get-GeminiTuningJob before you try again.",
        };
        return _client.SendAsync(call, VertexJson.Default.WireTuningJob, options, lookUp);
    }

    public Task CancelAsync(VertexName name, CallOptions options) => _client.SendAsync(
        _client.Call(HttpMethod.Post, name.ToString(), ":cancel") with { Body = Encoding.UTF8.GetBytes("{}") },
        options);
}
