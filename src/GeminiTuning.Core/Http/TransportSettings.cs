using System;
using System.Net.Http;
using GeminiTuning.Core.Auth;

namespace GeminiTuning.Core.Http;

/// <summary>What a transport is made from.</summary>
internal sealed record TransportSettings
{
    public required Uri Endpoint { get; init; }

    public required ServiceDescription Service { get; init; }

    public required IRequestCredential Credential { get; init; }

    /// <summary>The project to count quota against, or <see langword="null"/> to send none.</summary>
    public string? QuotaProject { get; init; }

    public required int MaximumRetryCount { get; init; }

    /// <summary>The longest time for a call with all its attempts, where the user has set one.</summary>
    public TimeSpan? Timeout { get; init; }

    public required string UserAgent { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Makes the handler that talks to the network, given the endpoint.</summary>
    public required Func<Uri, HttpMessageHandler> Innermost { get; init; }
}
