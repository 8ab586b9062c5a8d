using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.Auth;

/// <summary>The service account to act as, and how.</summary>
internal sealed record ImpersonationTarget
{
    /// <summary>Its address or unique id.</summary>
    public required string Account { get; init; }

    /// <summary>The full address of its method <c>generateAccessToken</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The service accounts in between, in order.</summary>
    public required IReadOnlyList<string> Delegates { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }
}
