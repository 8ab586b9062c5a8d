using System;
using System.Globalization;

namespace GeminiTuning.Core.Waiting;

/// <summary>How waiting can end without the job's end.</summary>
internal static class WaitErrors
{
    public static TuningException WaitTimedOut(TuningJob job, TimeSpan timeout) => new(
        nameof(WaitTimedOut),
        TuningErrorKind.Timeout,
        job.Name + " has not finished within " + timeout.ToString("c", CultureInfo.InvariantCulture)
        + (job.TotalSteps is { } total ? string.Format(CultureInfo.InvariantCulture, " (step {0} of {1})", job.CompletedSteps, total) : string.Empty)
        + ". The job goes on; to wait on, run: Wait-GeminiTuning " + job.Name)
    { Target = job.Name };

    /// <summary>Adds to what became of the credential what becomes of the job; it stays the same fault.</summary>
    public static TuningException WithJob(TuningException fault, string job) => new(
        fault.ErrorId,
        fault.Kind,
        fault.Message + " The job goes on at the service, nothing is lost; once connected again, wait on with: Wait-GeminiTuning " + job,
        fault)
    { Target = job, ServiceError = fault.ServiceError, RecommendedAction = fault.RecommendedAction };

    public static TuningException WaitLimitOutOfRange(string what, TimeSpan value) => new(
        nameof(WaitLimitOutOfRange),
        TuningErrorKind.InvalidArgument,
        "The " + what + " " + value.ToString("c", CultureInfo.InvariantCulture) + " is not a time that can be waited: it must not be negative"
        + " or longer than 49 days, and the time between two looks must be above 0.")
    { Target = value };
}
