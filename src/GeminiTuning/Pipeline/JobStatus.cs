using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>How a job's progress reads, in a bar and in a line. All figures are the service's own.</summary>
internal static class JobStatus
{
    /// <summary>The job for a progress bar.</summary>
    public static ProgressRecord ToProgressRecord(this TuningJob job, int activityId) =>
        new(activityId, "Tuning " + job.Title, Describe(job))
        {
            PercentComplete = (int)Math.Max(0, Math.Min(100, job.CompletedPercent)),
            SecondsRemaining = job.RemainingTime is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        };

    /// <summary>The job for a log.</summary>
    public static string ToMilestone(this TuningJob job) => job.Title + ": " + Describe(job)
        + (job.RemainingTime is { } left ? Format(", about {0:0} s left", Math.Ceiling(left.TotalSeconds)) : string.Empty);

    private static string Describe(TuningJob job)
    {
        var parts = new List<string>();
        if (job.State != TuningJobState.Running)
        {
            parts.Add(job.State == TuningJobState.Unspecified && job.ServiceState is not null ? job.ServiceState : job.State.ToString());
        }

        if (job.TotalSteps is { } total)
        {
            parts.Add(Format("step {0} of {1} ({2:0} %)", job.CompletedSteps, total, job.CompletedPercent));
        }

        if (job.Epoch is { } epoch)
        {
            parts.Add(Format("epoch {0}", epoch));
        }

        if (job.MeanLoss is { } loss)
        {
            parts.Add(Format("loss {0:0.####}", loss));
        }

        return parts.Count == 0 ? "starting" : string.Join(", ", parts);
    }

    private static string Format(string format, params object[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
