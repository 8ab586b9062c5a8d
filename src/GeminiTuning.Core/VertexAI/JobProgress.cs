using System;
using System.Collections.Generic;
using GeminiTuning.Core.Waiting;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Puts into a job how far it is, which only its loss curve tells.</summary>
internal static class JobProgress
{
    public static TuningJob Apply(TuningJob job, IReadOnlyList<LossPoint> points)
    {
        if (points.Count == 0)
        {
            return job;
        }

        var last = points[points.Count - 1];
        var taken = last.Step + (points[0].Step == 0 ? 1 : 0);
        var total = job.TotalSteps;
        var completed = job.State == TuningJobState.Succeeded && total != null ? total.Value : Math.Min(Math.Max(taken, job.CompletedSteps), total ?? int.MaxValue);
        return job with
        {
            CompletedSteps = completed,
            CompletedPercent = Percent(job.State, completed, total),
            Epoch = last.Epoch,
            MeanLoss = last.MeanLoss,
            RemainingTime = job.IsFinished || total == null ? null : TuningPace.Remaining(points, completed, total.Value),
            Snapshots = points,
        };
    }

    public static double Percent(TuningJobState state, int completed, int? total)
    {
        if (state == TuningJobState.Succeeded)
        {
            return 100;
        }

        return total > 0 ? Math.Min(100, 100.0 * completed / total.Value) : 0;
    }
}
