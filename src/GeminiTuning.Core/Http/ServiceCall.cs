using System;
using System.Net.Http;

namespace GeminiTuning.Core.Http;

/// <summary>One call of a service's method, before it is a request.</summary>
internal sealed record ServiceCall
{
    public required HttpMethod Method { get; init; }

    /// <summary>The base address, where it is not the connection's own: a service may have one for each location.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The path below the endpoint with its query, escaped.</summary>
    public required string Path { get; init; }

    /// <summary>The JSON body, or <see langword="null"/> for none.</summary>
    public byte[]? Body { get; init; }

    public RetryRule Retry { get; init; } = RetryRule.Repeatable;

    /// <summary>The longest time until the answer begins, in each attempt; in a stream, until its next piece.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The caller's view of a refusal; where it gives none, the general explanation stands.</summary>
    public Func<ServiceFault, TuningException?> Explain { get; init; } = static _ => null;

    /// <summary>What to add to the error when no answer came: what the user cannot know and how to find out.</summary>
    public string? LostAnswerHint { get; init; }
}
