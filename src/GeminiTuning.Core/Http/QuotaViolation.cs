using System;

namespace GeminiTuning.Core.Http;

/// <summary>A quota that is used up (message <c>google.rpc.QuotaFailure.Violation</c>).</summary>
internal sealed record QuotaViolation(string? Metric, string? Id, string? Value)
{
    /// <summary>Whether the quota is refilled once a day, so that waiting a while does not help.</summary>
    public bool IsDaily => Names(Id, "PerDay") || Names(Id, "per_day") || Names(Metric, "per_day");

    private static bool Names(string? text, string period) => text != null && text.Contains(period, StringComparison.OrdinalIgnoreCase);
}
