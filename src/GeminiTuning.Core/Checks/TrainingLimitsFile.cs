using System.Collections.Generic;

namespace GeminiTuning.Core.Checks;

/// <summary>The data file <c>TrainingLimits.json</c>.</summary>
internal sealed class TrainingLimitsFile
{
    public List<TrainingLimits> Services { get; set; } = [];
}
