using System;

namespace GeminiTuning.Core.Http;

/// <summary>A request that was sent and of which nobody knows whether it took effect.</summary>
/// <param name="Error">What stands to be reported.</param>
/// <param name="SentAfter">The moment before the first attempt, by the service's clock.</param>
/// <param name="Options">What accompanies a look at the service; it ends when the time of the call is up.</param>
internal sealed record LostAnswer(TuningException Error, DateTimeOffset SentAfter, CallOptions Options)
{
    // The service's clock is known to the second.
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(2);

    /// <summary>Whether something was not there yet when the request was sent.</summary>
    public bool IsNew(DateTimeOffset? createTime) => createTime >= SentAfter - Precision;
}
