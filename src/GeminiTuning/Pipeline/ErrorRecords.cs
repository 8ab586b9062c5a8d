using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>Turns the engine's faults into error records.</summary>
internal static class ErrorRecords
{
    /// <summary>Makes the error record of a fault.</summary>
    /// <param name="error">The fault.</param>
    /// <returns>The record: stable id, category, target, and what to do.</returns>
    public static ErrorRecord ToErrorRecord(this TuningException error)
    {
        var record = new ErrorRecord(error, error.ErrorId, CategoryOf(error.Kind), error.Target);
        if (error.RecommendedAction is not null)
        {
            record.ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction };
        }

        return record;
    }

    /// <summary>Whether trying the next item would only repeat the fault.</summary>
    /// <param name="error">The fault.</param>
    /// <returns>Whether the cmdlet should end.</returns>
    public static bool ConcernsEveryItem(this TuningException error) => error.Kind is TuningErrorKind.Authentication or TuningErrorKind.WriteError;

    private static ErrorCategory CategoryOf(TuningErrorKind kind) => kind switch
    {
        TuningErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        TuningErrorKind.InvalidData => ErrorCategory.InvalidData,
        TuningErrorKind.ReadError => ErrorCategory.ReadError,
        TuningErrorKind.WriteError => ErrorCategory.WriteError,
        TuningErrorKind.Authentication => ErrorCategory.AuthenticationError,
        TuningErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        TuningErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        TuningErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        TuningErrorKind.InvalidOperation => ErrorCategory.InvalidOperation,
        TuningErrorKind.NotSupported => ErrorCategory.NotImplemented,
        TuningErrorKind.LimitsExceeded => ErrorCategory.LimitsExceeded,
        TuningErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        TuningErrorKind.Connection => ErrorCategory.ConnectionError,
        TuningErrorKind.Timeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidResult,
    };
}
