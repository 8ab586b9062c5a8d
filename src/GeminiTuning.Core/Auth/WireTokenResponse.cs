using System;

namespace GeminiTuning.Core.Auth;

/// <summary>The answer of <c>generateAccessToken</c>.</summary>
internal sealed record WireTokenResponse
{
    public string? AccessToken { get; init; }

    public DateTimeOffset? ExpireTime { get; init; }
}
