using System;

namespace GeminiTuning;

/// <summary>How to wait for a job.</summary>
public sealed record WaitOptions
{
    /// <summary>The longest wait; <see langword="null"/> for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The time between two looks; <see langword="null"/> to follow the job's own pace.</summary>
    public TimeSpan? PollInterval { get; init; }
}
