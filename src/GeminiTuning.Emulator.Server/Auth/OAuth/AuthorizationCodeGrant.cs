using System;
using System.Security.Cryptography;
using System.Text;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>The first tokens for the code of a user who has consented, with proof that the client is the one that asked.</summary>
internal sealed class AuthorizationCodeGrant(
    IssuedTokens tokens, OAuthClients clients, AuthorizationCodes codes, IdTokens idTokens) : IGrantType
{
    public string Name => "authorization_code";

    public JsonValue Answer(SignInRequest request, OAuthForm form)
    {
        var client = clients.Authenticate(request, form);
        var text = form.Require("code");
        var redirectUri = form.Require("redirect_uri");

        // Also an exchange that fails uses up the code.
        var code = codes.Take(text) ?? throw OAuthException.InvalidGrant("Malformed auth code.");
        if (!string.Equals(code.Grant.ClientId, client.Id, StringComparison.Ordinal))
        {
            throw new OAuthException(401, "unauthorized_client", "Unauthorized");
        }

        if (!string.Equals(code.RedirectUri, redirectUri, StringComparison.Ordinal))
        {
            throw new OAuthException(400, "redirect_uri_mismatch", "Bad Request");
        }

        CheckVerifier(code.Challenge, form["code_verifier"]);
        return TokenAnswer.Create(
            tokens.Issue(code.Grant),
            code.Grant.IsOffline ? tokens.IssueRefreshToken(code.Grant) : null,
            idTokens.For(code.Grant, request.BaseUrl));
    }

    private static void CheckVerifier(string? challenge, string? verifier)
    {
        if (challenge is null && verifier is null)
        {
            return;
        }

        if (verifier is null)
        {
            throw OAuthException.InvalidGrant("Missing code verifier.");
        }

        using var sha = SHA256.Create();
        if (!string.Equals(challenge, Base64Url.Encode(sha.ComputeHash(Encoding.ASCII.GetBytes(verifier))), StringComparison.Ordinal))
        {
            throw OAuthException.InvalidGrant("Invalid code verifier.");
        }
    }
}
