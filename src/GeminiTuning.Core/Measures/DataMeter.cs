using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.GeminiApi;

namespace GeminiTuning.Core.Measures;

/// <summary>Measures training data in one pass, and lets the service count tokens.</summary>
internal sealed class DataMeter
{
    private const int CallsAtOnce = 8;
    private const int RowsBetweenReports = 1 << 14;

    private readonly MeasureOptions _measure;
    private readonly CallOptions _options;
    private readonly Sample _sample;
    private readonly List<int> _inputs = [];
    private readonly List<int> _outputs = [];
    private readonly List<int> _tokens = [];
    private long _total;
    private long _billedAgain;

    public DataMeter(MeasureOptions measure, CallOptions options)
    {
        ParameterRules.AtLeastOne(measure.EpochCount, GeminiApiErrors.EpochCountOutOfRange);
        ParameterRules.AtLeastOne(measure.BatchSize, GeminiApiErrors.BatchSizeOutOfRange);
        if (measure.SampleSize < 1)
        {
            throw DataToolErrors.SampleSizeOutOfRange(measure.SampleSize);
        }

        _measure = measure;
        _options = options;
        _sample = new Sample(measure.Exact ? int.MaxValue : measure.SampleSize);
    }

    public async Task<TrainingDataMeasurement> MeasureAsync(IEnumerable<TuningExample> data, ITokenCounter? counter)
    {
        var price = FindPrice();
        var model = _measure.BaseModel;
        if (_measure.Exact && counter == null)
        {
            throw DataToolErrors.TokenCountUnavailable();
        }

        if (_measure.Exact && model == null)
        {
            throw DataToolErrors.ModelMissing("-Exact");
        }

        var counts = counter != null && model != null;
        await Task.Run(() => ReadAll(data, counts), _options.CancellationToken).ConfigureAwait(false);
        if (_tokens.Count == 0)
        {
            throw DatasetErrors.TrainingDataEmpty(null);
        }

        var factor = counts ? await CountAsync(counter!, model!).ConfigureAwait(false) : 1;
        return Result(counts, factor, price);
    }

    private Price? FindPrice()
    {
        if (_measure.PricePerMillionTokens is { } given)
        {
            ParameterRules.Price(given);
            return new Price(given, "-PricePerMillionTokens");
        }

        if (_measure.PricePath is not { } path)
        {
            return null;
        }

        var model = _measure.BaseModel ?? throw DataToolErrors.ModelMissing("-PricePath");
        var price = PriceFile.Find(path, model);
        if (price == null)
        {
            _options.Trace.Warning("The price file " + path + " has no price for " + model + ", so no cost is given.");
        }

        return price;
    }

    private void ReadAll(IEnumerable<TuningExample> data, bool takesSample)
    {
        var texts = new RowTexts();
        foreach (var row in TrainingRows.Of(data))
        {
            row.ReadTexts(texts);
            var input = 0;
            var output = 0;
            for (var i = 0; i < texts.Count; i++)
            {
                var characters = Utf8.CountCharacters(texts[i]);
                input += texts.KindOf(i) == TextKind.Input ? characters : 0;
                output += texts.KindOf(i) == TextKind.Output ? characters : 0;
            }

            var tokens = TokenEstimate.Of(texts);
            if (takesSample && _sample.WantsNext())
            {
                _sample.Add(new SampledRow(_tokens.Count, row.Example, tokens));
            }

            _inputs.Add(input);
            _outputs.Add(output);
            _tokens.Add(tokens);
            _total += tokens;
            _billedAgain += TokenTally.BilledAgain(texts, _measure.Method);
            if (_tokens.Count % RowsBetweenReports == 0)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                _options.Trace.Progress("Measuring", _tokens.Count.ToString("N0", CultureInfo.InvariantCulture) + " rows", -1);
            }
        }
    }

    /// <summary>Lets the service count the sample; by what the estimate is to be multiplied.</summary>
    private async Task<double> CountAsync(ITokenCounter counter, string model)
    {
        long counted = 0;
        long estimated = 0;
        var rows = _sample.Rows;
        for (var from = 0; from < rows.Count; from += CallsAtOnce)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var part = rows.Skip(from).Take(CallsAtOnce).ToList();
            var counts = await Task.WhenAll(part.Select(row => counter.CountTokensAsync(model, row.Example, _options))).ConfigureAwait(false);
            for (var i = 0; i < part.Count; i++)
            {
                counted += counts[i];
                estimated += part[i].EstimatedTokens;
                if (_measure.Exact)
                {
                    _tokens[part[i].Index] = checked((int)counts[i]);
                }
            }

            _options.Trace.Progress("Counting tokens", FormattableString.Invariant($"{from + part.Count:N0} of {rows.Count:N0} rows"), 100.0 * (from + part.Count) / rows.Count);
        }

        return estimated == 0 ? 1 : (double)counted / estimated;
    }

    private TrainingDataMeasurement Result(bool counts, double factor, Price? price)
    {
        var tokens = (long)Math.Round(_total * factor);
        var billed = tokens + (long)Math.Round(_billedAgain * factor);
        var estimate = new TuningEstimate(billed, _measure.EpochCount, price?.PerMillionTokens);
        var isExact = counts && _measure.Exact;
        return new TrainingDataMeasurement
        {
            ExampleCount = _tokens.Count,
            InputCharacters = Distribution.Of(_inputs),
            OutputCharacters = Distribution.Of(_outputs),
            Tokens = Distribution.Of(_tokens, isExact ? 1 : factor),
            TokenCount = tokens,
            TokenMethod = isExact ? TokenCountMethod.Exact : counts ? TokenCountMethod.Sampled : TokenCountMethod.Estimated,
            TokenSource = isExact ? "counted by the service in every row"
                : counts ? FormattableString.Invariant($"{TokenEstimate.Words}; times {factor:0.###}, by which the service's count of {_sample.Rows.Count} rows differs")
                : TokenEstimate.Words,
            BaseModel = _measure.BaseModel,
            EpochCount = _measure.EpochCount,
            BatchSize = _measure.BatchSize,
            Steps = TuningEstimate.Steps(_tokens.Count, _measure.EpochCount, _measure.BatchSize),
            BilledTokensPerEpoch = billed,
            PricePerMillionTokens = price?.PerMillionTokens,
            PriceSource = price?.Source,
            CostPerEpoch = estimate.CostPerEpoch,
            Cost = estimate.Cost,
        };
    }
}
