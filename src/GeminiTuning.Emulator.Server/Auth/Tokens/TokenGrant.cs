using System.Collections.Generic;
using System.Threading;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>What an account has allowed once. The tokens that come of it end with it.</summary>
internal sealed class TokenGrant
{
    private int _revoked;

    /// <summary>The e-mail address of whom the tokens stand for.</summary>
    public required string Account { get; init; }

    /// <summary>To whom it was granted: the id of an OAuth client, or of a service account.</summary>
    public required string ClientId { get; init; }

    /// <summary>What was allowed.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether it outlasts its access tokens, since there is a refresh token.</summary>
    public bool IsOffline { get; init; }

    public bool IsRevoked => Volatile.Read(ref _revoked) != 0;

    public void Revoke() => Interlocked.Exchange(ref _revoked, 1);
}
