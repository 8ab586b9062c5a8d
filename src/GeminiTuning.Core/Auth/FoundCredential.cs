using System;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>A credential and what may be told of it.</summary>
internal sealed record FoundCredential
{
    public required IRequestCredential Credential { get; init; }

    /// <summary>Its kind in words, such as <c>API key</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>The environment variable that holds it.</summary>
    public string? Variable { get; init; }

    /// <summary>Revokes it and deletes what is kept of it, where that is for this module to do.</summary>
    public Func<CallOptions, Task>? Forget { get; init; }

    public string? Account { get; init; }

    /// <summary>The project that it belongs to, where it says so.</summary>
    public string? Project { get; init; }

    /// <summary>The quota project that is written in it.</summary>
    public string? QuotaProject { get; init; }
}
