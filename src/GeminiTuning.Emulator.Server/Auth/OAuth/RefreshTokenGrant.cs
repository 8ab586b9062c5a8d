using System;
using System.Linq;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>
/// A new access token for a refresh token. One that the emulator has not issued is accepted, for the scopes asked for or
/// else <c>cloud-platform</c>, unless it contains <c>invalid</c>, <c>expired</c> or <c>revoked</c>; and one that contains
/// <c>rapt</c> wants the user to sign in again.
/// </summary>
internal sealed class RefreshTokenGrant(IssuedTokens tokens, OAuthClients clients, IdTokens idTokens) : IGrantType
{
    public string Name => "refresh_token";

    public JsonValue Answer(SignInRequest request, OAuthForm form)
    {
        var client = clients.Authenticate(request, form);
        var refreshToken = form.Require("refresh_token");
        var grant = tokens.FindGrant(refreshToken) ?? Assume(refreshToken, client, form);
        if (!string.Equals(grant.ClientId, client.Id, StringComparison.Ordinal))
        {
            throw new OAuthException(401, "unauthorized_client", "Unauthorized");
        }

        if (grant.IsRevoked)
        {
            throw Ended();
        }

        var scopes = form["scope"] is { } text ? OAuthScopes.Parse(text) : grant.Scopes;
        if (scopes.Except(grant.Scopes, StringComparer.Ordinal).Any())
        {
            throw OAuthException.InvalidScope("Bad Request");
        }

        return TokenAnswer.Create(tokens.Issue(grant, scopes), idToken: idTokens.For(grant, request.BaseUrl));
    }

    private static OAuthException Ended() => OAuthException.InvalidGrant("Token has been expired or revoked.");

    private static TokenGrant Assume(string refreshToken, OAuthClient client, OAuthForm form)
    {
        bool Contains(string word) => refreshToken.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
        if (IssuedTokens.LooksIssued(refreshToken) || Contains("invalid") || Contains("expired") || Contains("revoked"))
        {
            throw Ended();
        }

        if (Contains("rapt"))
        {
            throw new OAuthException(400, "invalid_grant", "reauth related error (invalid_rapt)") { Subtype = "invalid_rapt" };
        }

        return new TokenGrant
        {
            Account = Caller.DefaultEmail,
            ClientId = client.Id,
            Scopes = form["scope"] is { } text ? OAuthScopes.Require(text) : [OAuthScopes.CloudPlatform],
            IsOffline = true,
        };
    }
}
