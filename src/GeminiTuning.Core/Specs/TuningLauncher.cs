using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core.Specs;

/// <summary>Starts jobs as the quota allows: one that is refused waits until another has ended.</summary>
internal sealed class TuningLauncher : ITuningLauncher
{
    private readonly ITuningBackend _backend;
    private readonly TimeProvider _time;
    private readonly int? _limit;
    private readonly WaitOptions _wait;
    private readonly List<string> _underWay = [];

    public TuningLauncher(ITuningBackend backend, TimeProvider time, int? limit, WaitOptions wait)
    {
        _backend = backend;
        _time = time;
        _limit = limit;
        _wait = new WaitOptions { PollInterval = wait.PollInterval };
    }

    public void Add(TuningJob job)
    {
        if (!job.IsFinished)
        {
            _underWay.Add(job.Name);
        }
    }

    public async Task<TuningJob> StartAsync(TuningRequest request, CallOptions options)
    {
        while (_limit is { } limit && _underWay.Count >= limit)
        {
            await WaitForOneAsync("as many jobs are under way as -ThrottleLimit allows", options).ConfigureAwait(false);
        }

        while (true)
        {
            try
            {
                var job = await _backend.StartTuningAsync(request, options).ConfigureAwait(false);
                Add(job);
                return job;
            }
            catch (TuningException e) when (e.ErrorId is nameof(VertexErrors.TuningQuotaExceeded) or nameof(ServiceErrors.RateLimited))
            {
                if (_underWay.Count == 0)
                {
                    await AddOthersAsync(options).ConfigureAwait(false);
                }

                if (_underWay.Count == 0)
                {
                    throw;
                }

                await WaitForOneAsync("the service takes no further job now", options).ConfigureAwait(false);
            }
        }
    }

    // Somebody else's jobs use up the quota too.
    private async Task AddOthersAsync(CallOptions options)
    {
        string? token = null;
        do
        {
            var page = await _backend.ListJobsAsync(token, options).ConfigureAwait(false);
            page.Items.ToList().ForEach(Add);
            token = page.NextPageToken;
        }
        while (token != null);
    }

    private async Task WaitForOneAsync(string why, CallOptions options)
    {
        options.Trace.Verbose(FormattableString.Invariant(
            $"Waiting for one of {_underWay.Count} jobs to end, since {why}. Ctrl+C ends the waiting: the started jobs go on, and running the same spec again goes on here."));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        var inner = options with { CancellationToken = stop.Token };
        var waits = _underWay.Select(name => EndAsync(name, inner)).ToList();
        try
        {
            var ended = await Task.WhenAny(waits).ConfigureAwait(false);
            _underWay.Remove(await ended.ConfigureAwait(false));
        }
        finally
        {
#if NETFRAMEWORK
            stop.Cancel();
#else
            await stop.CancelAsync().ConfigureAwait(false);
#endif
            await Task.WhenAll(waits)
                .ContinueWith(static all => _ = all.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
    }

    private async Task<string> EndAsync(string name, CallOptions options)
    {
        try
        {
            await new JobWaiter(_backend, _time).WaitAsync(name, _wait, static _ => { }, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (e.Kind == TuningErrorKind.NotFound)
        {
            // Deleted meanwhile, so its place is free.
            options.Trace.Verbose(name + " is gone.");
        }

        return name;
    }
}
