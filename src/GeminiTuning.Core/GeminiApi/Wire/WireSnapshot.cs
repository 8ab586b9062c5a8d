using System;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TuningSnapshot</c>.</summary>
internal sealed class WireSnapshot
{
    public int Step { get; set; }

    public int Epoch { get; set; }

    public double MeanLoss { get; set; }

    public DateTimeOffset? ComputeTime { get; set; }
}
