namespace GeminiTuning;

/// <summary>
/// The state of a tuning job; the numbers are those of Vertex AI's <c>JobState</c>. A Gemini API operation is
/// <see cref="Running"/> until it is done, then <see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Cancelled"/>.
/// </summary>
public enum TuningJobState
{
    /// <summary><c>JOB_STATE_UNSPECIFIED</c>, or a state that this version does not know: treated as not finished.</summary>
    Unspecified = 0,

    /// <summary><c>JOB_STATE_QUEUED</c>.</summary>
    Queued = 1,

    /// <summary><c>JOB_STATE_PENDING</c>.</summary>
    Pending = 2,

    /// <summary><c>JOB_STATE_RUNNING</c>.</summary>
    Running = 3,

    /// <summary><c>JOB_STATE_SUCCEEDED</c>.</summary>
    Succeeded = 4,

    /// <summary><c>JOB_STATE_FAILED</c>.</summary>
    Failed = 5,

    /// <summary><c>JOB_STATE_CANCELLING</c>.</summary>
    Cancelling = 6,

    /// <summary><c>JOB_STATE_CANCELLED</c>.</summary>
    Cancelled = 7,

    /// <summary><c>JOB_STATE_PAUSED</c>.</summary>
    Paused = 8,

    /// <summary><c>JOB_STATE_EXPIRED</c>.</summary>
    Expired = 9,

    /// <summary><c>JOB_STATE_UPDATING</c>.</summary>
    Updating = 10,

    /// <summary><c>JOB_STATE_PARTIALLY_SUCCEEDED</c>.</summary>
    PartiallySucceeded = 11,
}
