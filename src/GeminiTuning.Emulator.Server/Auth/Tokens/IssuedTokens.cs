using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>
/// The tokens that the emulator has issued. They have the form of Google's and say that they are the emulator's; they are
/// kept in memory alone, so none outlasts the emulator.
/// </summary>
internal sealed class IssuedTokens(TimeProvider timeProvider, TimeSpan lifetime)
{
    private const string AccessPrefix = "ya29.emulator-";
    private const string RefreshPrefix = "1//emulator-";
    private readonly ConcurrentDictionary<string, IssuedToken> _access = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TokenGrant> _refresh = new(StringComparer.Ordinal);

    /// <summary>Whether a token comes from this emulator, or from one that was here before.</summary>
    public static bool LooksIssued(string token) =>
        token.StartsWith(AccessPrefix, StringComparison.Ordinal) || token.StartsWith(RefreshPrefix, StringComparison.Ordinal);

    /// <summary>Issues an access token.</summary>
    /// <param name="grant">What it comes of.</param>
    /// <param name="scopes">What it is to be good for; all of the grant without it.</param>
    /// <param name="ownLifetime">How long it is to be good; as long as the emulator's usually are without it.</param>
    public NewToken Issue(TokenGrant grant, IReadOnlyList<string>? scopes = null, TimeSpan? ownLifetime = null)
    {
        var span = ownLifetime ?? lifetime;
        var token = new IssuedToken(grant, scopes ?? grant.Scopes, timeProvider.GetUtcNow() + span);
        var secret = AccessPrefix + SecretText.Create();
        _access[secret] = token;
        return new NewToken(secret, token, span);
    }

    /// <summary>Issues a refresh token.</summary>
    public string IssueRefreshToken(TokenGrant grant)
    {
        var secret = RefreshPrefix + SecretText.Create();
        _refresh[secret] = grant;
        return secret;
    }

    /// <summary>The access token, whether it is still good or not; <see langword="null"/> where it is not the emulator's.</summary>
    public IssuedToken? Find(string token) => _access.TryGetValue(token, out var found) ? found : null;

    /// <summary>What a refresh token stands for; <see langword="null"/> where it is not the emulator's.</summary>
    public TokenGrant? FindGrant(string refreshToken) => _refresh.TryGetValue(refreshToken, out var found) ? found : null;

    /// <summary>Ends an access token now.</summary>
    /// <returns>Whether it is the emulator's.</returns>
    public bool Expire(string token)
    {
        var known = _access.TryGetValue(token, out var found);
        if (known)
        {
            _access[token] = found! with { Expires = timeProvider.GetUtcNow() };
        }

        return known;
    }

    public bool HasExpired(IssuedToken token) => token.Expires <= timeProvider.GetUtcNow();

    public bool IsGood(IssuedToken token) => !token.Grant.IsRevoked && !HasExpired(token);
}
