namespace GeminiTuning;

/// <summary>How a <see cref="ConnectionCheck"/> ended.</summary>
public enum ConnectionCheckStatus
{
    /// <summary>It is as it should be.</summary>
    Passed = 0,

    /// <summary>It is not; <see cref="ConnectionCheck.Fix"/> says what to do.</summary>
    Failed = 1,

    /// <summary>It does not apply, cannot be told, or needs a check that failed; <see cref="ConnectionCheck.Detail"/> says which.</summary>
    Skipped = 2,
}
