using System.Collections.Generic;

namespace GeminiTuning.Core.Auth;

/// <summary>The body of <c>generateAccessToken</c>.</summary>
internal sealed record WireTokenRequest
{
    public IReadOnlyList<string>? Delegates { get; init; }

    public IReadOnlyList<string>? Scope { get; init; }

    public string? Lifetime { get; init; }
}
