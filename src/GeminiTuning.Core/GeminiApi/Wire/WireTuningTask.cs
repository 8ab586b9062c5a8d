using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TuningTask</c>.</summary>
internal sealed class WireTuningTask
{
    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? CompleteTime { get; set; }

    public List<WireSnapshot>? Snapshots { get; set; }

    public WireHyperparameters? Hyperparameters { get; set; }

    public WireDataset? TrainingData { get; set; }
}
