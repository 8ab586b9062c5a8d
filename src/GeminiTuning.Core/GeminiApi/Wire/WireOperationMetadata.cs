using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>CreateTunedModelMetadata</c>.</summary>
internal sealed class WireOperationMetadata
{
    public string? TunedModel { get; set; }

    public int? TotalSteps { get; set; }

    public int? CompletedSteps { get; set; }

    public double? CompletedPercent { get; set; }

    public List<WireSnapshot>? Snapshots { get; set; }
}
