using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>
/// Reads a job's loss curve: the job names an experiment, the experiment's metadata a TensorBoard, and below that are
/// runs with one time series for each metric.
/// </summary>
internal sealed class LossReader
{
    private const int SeriesPerCall = 20;
    private const string Validation = "/eval_total_loss";
    private static readonly string[] Training = ["/train_total_loss", "/preference_optimization_train_loss"];

    private readonly VertexClient _client;
    private readonly ConcurrentDictionary<string, string> _boards = new(StringComparer.Ordinal);

    public LossReader(VertexClient client)
    {
        _client = client;
    }

    public async Task<IReadOnlyList<LossPoint>> ReadAsync(WireTuningJob job, CallOptions options)
    {
        if (string.IsNullOrEmpty(job.Experiment))
        {
            options.Trace.Verbose(job.Name + ": no loss yet, because the job has no experiment; it gets one when training begins (state " + job.State + ").");
            return [];
        }

        var board = await BoardAsync(job.Experiment!, options).ConfigureAwait(false);
        if (board == null)
        {
            options.Trace.Verbose(job.Name + ": no loss yet, because its experiment " + job.Experiment + " names no TensorBoard.");
            return [];
        }

        var series = await FindSeriesAsync(board, job.Experiment!, options).ConfigureAwait(false);
        if (!series.Any(static one => IsTraining(one)))
        {
            options.Trace.Verbose(job.Name + ": no loss yet, because its TensorBoard " + board + " has no series " + Training[0] + ".");
            return [];
        }

        return Join(job, series, await ValuesAsync(board, series, options).ConfigureAwait(false), options.Trace);
    }

    private static bool IsTraining(WireTimeSeries series) => Training.Contains(series.DisplayName, StringComparer.Ordinal);

    private static bool IsValidation(WireTimeSeries series) => string.Equals(series.DisplayName, Validation, StringComparison.Ordinal);

    private static string Id(string? name) => name == null ? string.Empty : name.Substring(name.LastIndexOf('/') + 1);

    private static LossPoint[] Join(
        WireTuningJob job,
        IEnumerable<WireTimeSeries> series,
        Dictionary<string, List<WireTimeSeriesPoint>> values,
        ITraceSink trace)
    {
        var epochs = new EpochOfStep(job);
        var owner = job.TunedModel?.Model ?? job.Name;
        var points = new SortedDictionary<long, LossPoint>();
        foreach (var one in series.OrderBy(static one => IsValidation(one)))
        {
            foreach (var value in values.TryGetValue(Id(one.Name), out var found) ? found : [])
            {
                var loss = value.Scalar?.Value ?? 0;
                if (!IsValidation(one))
                {
                    points[value.Step] = new LossPoint
                    {
                        TunedModel = owner,
                        Step = (int)Math.Min(value.Step, int.MaxValue),
                        Epoch = epochs.Of(value.Step),
                        MeanLoss = loss,
                        ComputeTime = value.WallTime,
                    };
                }
                else if (points.TryGetValue(value.Step, out var point))
                {
                    points[value.Step] = point with { ValidationLoss = loss };
                }
                else
                {
                    // Such as the look before the first step: a point without training loss would spoil every average.
                    trace.Verbose(FormattableString.Invariant($"{job.Name}: the validation loss at step {value.Step} is {loss}; there is no training loss at that step."));
                }
            }
        }

        return points.Values.ToArray();
    }

    private async Task<string?> BoardAsync(string experiment, CallOptions options)
    {
        if (_boards.TryGetValue(experiment, out var known))
        {
            return known;
        }

        var context = await _client.FindAsync(experiment, VertexJson.Default.WireContext, options).ConfigureAwait(false);
        var board = context?.Metadata?.BackingTensorboardResource;
        if (string.IsNullOrEmpty(board))
        {
            return null;
        }

        _boards[experiment] = board!;
        return board;
    }

    // The board is named before the experiment is on it.
    private async Task<List<WireTimeSeries>> FindSeriesAsync(string board, string experiment, CallOptions options)
    {
        try
        {
            return await SeriesAsync(board, experiment, options).ConfigureAwait(false);
        }
        catch (TuningException e) when (VertexErrors.IsGone(e))
        {
            return [];
        }
    }

    private async Task<List<WireTimeSeries>> SeriesAsync(string board, string experiment, CallOptions options)
    {
        var runs = await _client.AllPagesAsync(
            board + "/experiments/" + Id(experiment),
            "/runs",
            VertexJson.Default.WireTensorboardRunList,
            static page => (page.TensorboardRuns, page.NextPageToken),
            options).ConfigureAwait(false);
        var all = new List<WireTimeSeries>();
        foreach (var run in runs.Where(static run => run.Name != null))
        {
            var series = await _client.AllPagesAsync(
                run.Name!,
                "/timeSeries",
                VertexJson.Default.WireTimeSeriesList,
                static page => (page.TensorboardTimeSeries, page.NextPageToken),
                options).ConfigureAwait(false);
            all.AddRange(series.Where(static one => one.Name != null && (IsTraining(one) || IsValidation(one))));
        }

        return all;
    }

    private async Task<Dictionary<string, List<WireTimeSeriesPoint>>> ValuesAsync(string board, List<WireTimeSeries> series, CallOptions options)
    {
        var values = new Dictionary<string, List<WireTimeSeriesPoint>>(StringComparer.Ordinal);
        for (var i = 0; i < series.Count; i += SeriesPerCall)
        {
            var query = string.Join("&", series.Skip(i).Take(SeriesPerCall).Select(static one => "timeSeries=" + Uri.EscapeDataString(one.Name!)));
            var batch = await _client.GetAsync(board, ":batchRead?" + query, VertexJson.Default.WireTimeSeriesBatch, options).ConfigureAwait(false);
            foreach (var data in batch.TimeSeriesData ?? [])
            {
                values[Id(data.TensorboardTimeSeriesId)] = data.Values ?? [];
            }
        }

        return values;
    }
}
