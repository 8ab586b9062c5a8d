using System;
using System.Security;

namespace GeminiTuning.Core.Auth;

/// <summary>An access token and when it was issued and runs out.</summary>
/// <param name="Text">The token.</param>
/// <param name="Issued">When it was asked for.</param>
/// <param name="Expires">When it runs out, or <see langword="null"/> where nobody said.</param>
internal sealed record IssuedToken(SecureString Text, DateTimeOffset Issued, DateTimeOffset? Expires)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(4);

    public bool HasExpired(DateTimeOffset now) => now >= Expires;

    /// <summary>Whether to get a new one: a request may be under way for a while, so shortly before the end.</summary>
    public bool ShouldBeRenewed(DateTimeOffset now)
    {
        if (Expires is not { } expires)
        {
            return false;
        }

        // A token that lives for minutes must serve more than one request.
        var quarter = TimeSpan.FromTicks((expires - Issued).Ticks / 4);
        return now >= expires - (quarter < Margin ? quarter : Margin);
    }
}
