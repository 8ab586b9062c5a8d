using System;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>Takes back what was granted: <c>/revoke</c>, with an access token or a refresh token of it. All of its tokens end.</summary>
internal sealed class RevocationEndpoint(IssuedTokens tokens) : ISignInEndpoint
{
    public bool Serves(string path, Func<string, string?> header) => path is "/revoke" or "/o/oauth2/revoke";

    public SignInReply Answer(SignInRequest request)
    {
        // Google's own clients send the token as a form or in the query, the latter also by GET.
        var token = (request.Query.Count > 0 ? OAuthForm.OfQuery(request) : OAuthForm.OfBody(request)).Require("token");
        var grant = tokens.FindGrant(token) ?? tokens.Find(token)?.Grant;
        if (grant is not { IsRevoked: false })
        {
            throw new OAuthException(400, "invalid_token", "Token expired or revoked");
        }

        grant.Revoke();
        return SignInReply.Json(200, JsonValue.Object());
    }
}
