using System;
using System.Linq;
using GeminiTuning.Emulator.Auth.Keys;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>
/// An access token for what a service account has signed. The signature is checked where the emulator has made a key for
/// the account, and taken for granted otherwise.
/// </summary>
internal sealed class AssertionGrant(IssuedTokens tokens, ServiceAccounts accounts, TimeProvider timeProvider) : IGrantType
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(1);

    // Clients that are led here from elsewhere may still say whom they meant to talk to.
    private static readonly string[] GoogleAudiences =
    [
        "https://oauth2.googleapis.com/token",
        "https://accounts.google.com/o/oauth2/token",
        "https://www.googleapis.com/oauth2/v4/token",
        "https://www.googleapis.com/oauth2/v3/token",
    ];

    public string Name => "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public JsonValue Answer(SignInRequest request, OAuthForm form)
    {
        var assertion = JsonWebToken.TryRead(form.Require("assertion"));
        if (assertion is not { Algorithm: "RS256" })
        {
            throw OAuthException.InvalidGrant("Invalid JWT: the assertion is not a JSON web token signed by RS256.");
        }

        var account = assertion.Claim("iss") ?? "";
        if (!ServiceAccounts.Exists(account))
        {
            throw OAuthException.InvalidGrant("Invalid grant: account not found");
        }

        CheckTimes(assertion);
        CheckAudience(assertion.Claim("aud") ?? "", request);
        if (!accounts.HasSigned(account, assertion))
        {
            throw OAuthException.InvalidGrant("Invalid JWT Signature.");
        }

        var grant = new TokenGrant
        {
            // With the authority for a whole domain, an account may stand for one of its users.
            Account = assertion.Claim("sub") is { Length: > 0 } subject ? subject : account,
            ClientId = ServiceAccounts.IdOf(account),
            Scopes = OAuthScopes.Require(assertion.Claim("scope") ?? ""),
        };
        return TokenAnswer.Create(tokens.Issue(grant));
    }

    private static void CheckAudience(string audience, SignInRequest request)
    {
        var isHere = Uri.TryCreate(audience, UriKind.Absolute, out var address)
            && address.IsLoopback
            && string.Equals(address.AbsolutePath, request.Path, StringComparison.Ordinal);
        if (!isHere && !GoogleAudiences.Contains(audience, StringComparer.Ordinal))
        {
            throw OAuthException.InvalidGrant($"Invalid JWT: Failed audience check. The right audience is {request.BaseUrl}{request.Path}");
        }
    }

    private void CheckTimes(JsonWebToken assertion)
    {
        var now = timeProvider.GetUtcNow();
        var isReasonable = assertion.Time("iat") is { } issued
            && assertion.Time("exp") is { } expires
            && issued <= now + ClockSkew
            && issued >= now - ClockSkew
            && expires > issued
            && expires - issued <= MaxLifetime
            && expires > now;
        if (!isReasonable)
        {
            throw OAuthException.InvalidGrant(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.");
        }
    }
}
