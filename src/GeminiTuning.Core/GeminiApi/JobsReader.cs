using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>Finds the jobs, for which the API has no listing of its own: they hang below the models that they make.</summary>
internal sealed class JobsReader
{
    private const int AtOnce = 8;
    private static readonly TunedModelQuery AllModels = new();

    private readonly TunedModelsApi _models;
    private readonly OperationsApi _operations;
    private readonly JobMapper _mapper;

    public JobsReader(TunedModelsApi models, OperationsApi operations, JobMapper mapper)
    {
        _models = models;
        _operations = operations;
        _mapper = mapper;
    }

    public async Task<TuningJob> GetAsync(string name, CallOptions options)
    {
        if (JobName.TryParse(name, out var job))
        {
            return _mapper.FromOperation(await _operations.GetAsync(job, options).ConfigureAwait(false), known: null);
        }

        var model = TunedModelName.Parse(name);
        var operations = await _operations.ListAsync(model, options).ConfigureAwait(false);
        return JobMapper.Newest(operations) is { } newest
            ? _mapper.FromOperation(newest, known: null)
            : JobMapper.FromModel(await _models.GetAsync(model, options).ConfigureAwait(false));
    }

    /// <summary>The jobs of one page of models, in the models' order, asked for several at a time.</summary>
    public async Task<Page<TuningJob>> ListAsync(string? pageToken, CallOptions options)
    {
        var page = await _models.ListAsync(AllModels, pageToken, options).ConfigureAwait(false);
        var jobs = new List<TuningJob>();
        var underWay = new Queue<Task<IEnumerable<TuningJob>>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        var inner = options with { CancellationToken = stop.Token };
        try
        {
            foreach (var model in page.TunedModels ?? [])
            {
                if (underWay.Count == AtOnce)
                {
                    jobs.AddRange(await underWay.Dequeue().ConfigureAwait(false));
                }

                underWay.Enqueue(OfModelAsync(model, inner));
            }

            while (underWay.Count > 0)
            {
                jobs.AddRange(await underWay.Dequeue().ConfigureAwait(false));
            }
        }
        finally
        {
            await StopAsync(stop, underWay).ConfigureAwait(false);
        }

        return new Page<TuningJob>(jobs, string.IsNullOrEmpty(page.NextPageToken) ? null : page.NextPageToken);
    }

    // After a fault the other requests are of no use, but they must have ended before the token source goes away.
    private static async Task StopAsync(CancellationTokenSource stop, Queue<Task<IEnumerable<TuningJob>>> underWay)
    {
        if (underWay.Count > 0)
        {
#if NETFRAMEWORK
            stop.Cancel();
#else
            await stop.CancelAsync().ConfigureAwait(false);
#endif
            await Task.WhenAll(underWay)
                .ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
    }

    private async Task<IEnumerable<TuningJob>> OfModelAsync(WireTunedModel model, CallOptions options)
    {
        var operations = await _operations.ListAsync(TunedModelName.Parse(model.Name ?? string.Empty), options).ConfigureAwait(false);
        return operations.Count == 0 ? [JobMapper.FromModel(model)] : operations.Select(operation => _mapper.FromOperation(operation, model));
    }
}
