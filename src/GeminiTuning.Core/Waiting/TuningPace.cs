using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Waiting;

/// <summary>How fast a job goes, by the times that the service itself wrote on its snapshots.</summary>
internal static class TuningPace
{
    /// <summary>The time that one step takes; <see langword="null"/> before two snapshots with a time are there.</summary>
    public static TimeSpan? PerStep(IReadOnlyList<LossPoint> points)
    {
        var first = points.FirstOrDefault(static point => point.ComputeTime != null);
        var last = points.LastOrDefault(static point => point.ComputeTime != null);
        if (first == null || last == null || last.Step <= first.Step || last.ComputeTime < first.ComputeTime)
        {
            return null;
        }

        return TimeSpan.FromTicks((last.ComputeTime!.Value - first.ComputeTime!.Value).Ticks / (last.Step - first.Step));
    }

    /// <summary>The time that the remaining steps will take at that pace.</summary>
    public static TimeSpan? Remaining(IReadOnlyList<LossPoint> points, int completedSteps, int totalSteps) =>
        PerStep(points) is { } pace ? TimeSpan.FromTicks(pace.Ticks * Math.Max(0, totalSteps - completedSteps)) : null;
}
