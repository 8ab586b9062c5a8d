using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi;

namespace GeminiTuning.Core.Specs;

/// <summary>
/// Finds what a spec has made before. On Vertex AI the mark is a label of the job. The Gemini API has no labels, and a
/// description can be changed; so there it is the model's id.
/// </summary>
internal sealed class SpecFinder
{
    public const string Label = "geminituning-spec";

    private const int MarkLength = 12;

    private readonly ITuningBackend _backend;
    private readonly CallOptions _options;

    public SpecFinder(ITuningBackend backend, CallOptions options)
    {
        _backend = backend;
        _options = options;
    }

    public async Task<TuningSpecMatch> FindAsync(TuningSpec spec, bool force)
    {
        if (spec.Request.Id is { } id)
        {
            return await FindGivenAsync(spec, id, force).ConfigureAwait(false);
        }

        var mark = await SpecIdentity.FindAsync(spec, _options).ConfigureAwait(false);
        return _backend.Kind == TuningBackend.VertexAI
            ? await FindLabelAsync(spec.Request, mark, force).ConfigureAwait(false)
            : await FindDerivedAsync(spec.Request, mark, force).ConfigureAwait(false);
    }

    private static bool Counts(TuningJob job) =>
        job.State is not (TuningJobState.Failed or TuningJobState.Cancelled or TuningJobState.Cancelling or TuningJobState.Expired);

    private static string DerivedId(string? displayName, string mark, int attempt)
    {
        var slug = NewModelId.Slug(displayName, 20) ?? "spec";
        var sign = mark.Remove(MarkLength);
        return attempt == 1 ? slug + "-" + sign : FormattableString.Invariant($"{slug}-{sign}-{attempt}");
    }

    private async Task<TuningSpecMatch> FindLabelAsync(TuningRequest request, string mark, bool force)
    {
        var labels = request.Labels?.ToDictionary(static label => label.Key, static label => label.Value, StringComparer.Ordinal)
            ?? new Dictionary<string, string>(StringComparer.Ordinal);
        labels[Label] = mark;
        return new TuningSpecMatch(force ? null : await FindJobAsync(mark).ConfigureAwait(false), request with { Labels = labels });
    }

    private async Task<TuningJob?> FindJobAsync(string mark)
    {
        string? token = null;
        do
        {
            var page = await _backend.ListJobsAsync(token, _options).ConfigureAwait(false);
            foreach (var job in page.Items)
            {
                if (job.Labels.TryGetValue(Label, out var label) && string.Equals(label, mark, StringComparison.Ordinal)
                    && Counts(job) && await HasModelAsync(job).ConfigureAwait(false))
                {
                    return job;
                }
            }

            token = page.NextPageToken;
        }
        while (token != null);

        return null;
    }

    // A job's record stays when its model is deleted.
    private async Task<bool> HasModelAsync(TuningJob job)
    {
        if (!job.IsFinished)
        {
            return true;
        }

        try
        {
            await _backend.GetTunedModelAsync(job.TunedModel ?? job.Name, _options).ConfigureAwait(false);
            return true;
        }
        catch (TuningException e) when (e.Kind == TuningErrorKind.NotFound)
        {
            return false;
        }
    }

    private async Task<TuningSpecMatch> FindDerivedAsync(TuningRequest request, string mark, bool force)
    {
        // The id of a model that failed stays taken until somebody deletes it.
        for (var attempt = 1; ; attempt++)
        {
            var id = DerivedId(request.DisplayName, mark, attempt);
            var job = await TryGetAsync(id).ConfigureAwait(false);
            if (job == null)
            {
                return new TuningSpecMatch(null, request with { Id = id });
            }

            if (!force && Counts(job))
            {
                return new TuningSpecMatch(job, request with { Id = id });
            }
        }
    }

    private async Task<TuningSpecMatch> FindGivenAsync(TuningSpec spec, string id, bool force)
    {
        var job = force ? null : await TryGetAsync(id).ConfigureAwait(false);
        if (job == null || !Counts(job))
        {
            return new TuningSpecMatch(null, spec.Request);
        }

        var differences = Differences(spec, await _backend.GetRequestAsync(job.TunedModel ?? job.Name, _options).ConfigureAwait(false));
        return differences.Count == 0
            ? new TuningSpecMatch(job, spec.Request)
            : throw SpecErrors.SpecModelDiffers(spec.Source, job.TunedModel ?? job.Name, differences);
    }

    private async Task<TuningJob?> TryGetAsync(string id)
    {
        try
        {
            // The job of a model that was deleted may still be there.
            var model = await _backend.GetTunedModelAsync("tunedModels/" + id, _options).ConfigureAwait(false);
            return await _backend.GetJobAsync(model.Name, _options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.Kind is TuningErrorKind.NotFound or TuningErrorKind.PermissionDenied)
        {
            // The service says either of a model that is not there.
            return null;
        }
    }

    // What the spec leaves to the service may be anything.
    private static List<string> Differences(TuningSpec spec, TuningRequest made)
    {
        var wanted = spec.Request;
        return new (string Name, object? Wanted, object? Made)[]
        {
            (SpecKeys.BaseModel, spec.Plan.BaseModel, made.BaseModel),
            ("epochCount", wanted.EpochCount, made.EpochCount),
            ("batchSize", wanted.BatchSize, made.BatchSize),
            ("learningRate", wanted.LearningRate, made.LearningRate),
            ("learningRateMultiplier", wanted.LearningRateMultiplier, made.LearningRateMultiplier),
        }
        .Where(static one => one.Wanted != null && one.Made != null && !Same(one.Wanted, one.Made))
        .Select(static one => FormattableString.Invariant($"its {one.Name} is {one.Made}, and the spec has {one.Wanted}"))
        .ToList();
    }

    // The service keeps numbers in single precision.
    private static bool Same(object a, object b) =>
        a is double x && b is double y ? Math.Abs(x - y) <= 1e-6 * Math.Abs(x) : a.Equals(b);
}
