using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Works out which pass over the data a step belongs to, which the service does not say.</summary>
internal sealed class EpochOfStep
{
    private readonly double? _stepsPerEpoch;
    private readonly long? _epochs;

    public EpochOfStep(WireTuningJob job)
    {
        _epochs = VertexJobMapper.Spec(job)?.HyperParameters?.EpochCount;
        _stepsPerEpoch = FromCheckpoints(job.TunedModel?.Checkpoints) ?? FromTotal(DataStatisticsMapper.Pick(job.TuningDataStats)?.TuningStepCount);
    }

    /// <summary>The pass, from 0; 0 while it cannot be known.</summary>
    public int Of(long step)
    {
        if (_stepsPerEpoch is not { } length || step < 1)
        {
            return 0;
        }

        var epoch = (long)Math.Floor((step - 1) / length);
        return (int)(_epochs is > 0 ? Math.Min(epoch, _epochs.Value - 1) : epoch);
    }

    private static double? FromCheckpoints(List<WireCheckpoint>? checkpoints) =>
        checkpoints?.LastOrDefault(static checkpoint => checkpoint is { Epoch: > 0, Step: > 0 }) is { } last
            ? (double)last.Step!.Value / last.Epoch!.Value
            : null;

    private double? FromTotal(long? total) => total > 0 && _epochs > 0 ? (double)total.Value / _epochs.Value : null;
}
