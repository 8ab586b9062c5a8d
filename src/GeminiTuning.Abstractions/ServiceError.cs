using System;

namespace GeminiTuning;

/// <summary>An error in the service's own words (API message <c>google.rpc.Status</c>).</summary>
public sealed record ServiceError
{
    /// <summary>The HTTP status of an answer, or the <c>google.rpc.Code</c> of a finished operation.</summary>
    public int Code { get; init; }

    /// <summary>The canonical status, such as <c>NOT_FOUND</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The service's message.</summary>
    public required string Message { get; init; }

    /// <summary>The machine-readable reason, such as <c>API_KEY_INVALID</c> (detail <c>google.rpc.ErrorInfo</c>).</summary>
    public string? Reason { get; init; }

    /// <summary>How long the service asks to wait before another try (detail <c>google.rpc.RetryInfo</c>).</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The service's message.</summary>
    /// <returns><see cref="Message"/>.</returns>
    public override string ToString() => Message;
}
