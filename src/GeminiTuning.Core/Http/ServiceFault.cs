using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Core.Http;

/// <summary>A service's refusal as it arrived, taken apart. Its texts are free of secrets.</summary>
internal sealed record ServiceFault
{
    public required ServiceError Error { get; init; }

    public int HttpStatus => Error.Code;

    /// <summary>The metadata of <c>google.rpc.ErrorInfo</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    /// <summary>The first link of <c>google.rpc.Help</c>.</summary>
    public string? HelpLink { get; init; }

    public IReadOnlyList<QuotaViolation> QuotaViolations { get; init; } = [];

    /// <summary>How often the request had been sent when it was refused.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How far this machine's clock is ahead of the service's, negative where it is behind, if the answer has a date.</summary>
    public TimeSpan? ClockLead { get; init; }

    public bool IsDailyQuota => QuotaViolations.Any(static violation => violation.IsDaily);

    private static IReadOnlyDictionary<string, string> EmptyMetadata { get; } = new Dictionary<string, string>(0, StringComparer.Ordinal);
}
