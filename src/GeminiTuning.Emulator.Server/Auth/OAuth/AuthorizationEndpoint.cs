using System;
using System.Linq;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>
/// Where a browser asks the user for consent: <c>GET /o/oauth2/auth</c>. The emulator's user consents at once, unless the
/// query has <c>deny=1</c>; <c>login_hint</c> names another user. As with Google, a request that cannot be trusted is
/// answered here and not where it wants to be led.
/// </summary>
internal sealed class AuthorizationEndpoint(AuthorizationCodes codes) : ISignInEndpoint
{
    private const int ChallengeLength = 43;

    public bool Serves(string path, Func<string, string?> header) => path is "/o/oauth2/auth" or "/o/oauth2/v2/auth";

    public SignInReply Answer(SignInRequest request)
    {
        if (request.Verb is not "GET")
        {
            throw OAuthException.WrongMethod(request.Verb, "GET");
        }

        try
        {
            return Consent(OAuthForm.OfQuery(request));
        }
        catch (OAuthException exception)
        {
            return SignInReply.Plain(400, $"Access blocked: authorization error\n{exception.Message}\nError 400: {exception.Error}\n");
        }
    }

    private SignInReply Consent(OAuthForm query)
    {
        var client = query.Require("client_id");
        if (!OAuthClients.Exists(client))
        {
            throw new OAuthException(401, "invalid_client", "The OAuth client was not found.");
        }

        var redirectUri = query.Require("redirect_uri");
        if (!IsLoopback(redirectUri))
        {
            throw new OAuthException(400, "redirect_uri_mismatch", $"The redirect URI '{redirectUri}' is not one of an installed application. Use http://127.0.0.1 or http://localhost with any port.");
        }

        RequireOneOf(query, "response_type", required: true, "code");
        RequireOneOf(query, "access_type", required: false, "offline", "online");
        foreach (var prompt in OAuthScopes.Parse(query["prompt"] ?? ""))
        {
            RequireOneOf("prompt", prompt, "none", "consent", "select_account");
        }

        var scopes = OAuthScopes.Require(query["scope"] ?? "");
        var challenge = ReadChallenge(query);
        var parameters = query["state"] is { } state ? "state=" + Uri.EscapeDataString(state) + "&" : "";
        if (query["deny"] is "1")
        {
            return Redirect(redirectUri, parameters + "error=access_denied");
        }

        var grant = new TokenGrant
        {
            Account = query["login_hint"] is { } hint && hint.IndexOf('@') > 0 ? hint : Caller.DefaultEmail,
            ClientId = client,
            Scopes = scopes,
            IsOffline = query["access_type"] is "offline",
        };
        var code = codes.Create(grant, redirectUri, challenge);
        return Redirect(redirectUri, $"{parameters}code={Uri.EscapeDataString(code)}&scope={Uri.EscapeDataString(string.Join(" ", scopes))}");
    }

    private static string? ReadChallenge(OAuthForm query)
    {
        if (query["code_challenge"] is not { } challenge)
        {
            return query["code_challenge_method"] is null ? null : throw OAuthException.Missing("code_challenge");
        }

        RequireOneOf("code_challenge_method", query["code_challenge_method"] ?? "plain", "S256");
        return challenge.Length == ChallengeLength
            ? challenge
            : throw OAuthException.InvalidRequest("The code_challenge is not the SHA-256 of a verifier in base64url.");
    }

    private static void RequireOneOf(OAuthForm query, string name, bool required, params string[] values)
    {
        if (query[name] is { } value)
        {
            RequireOneOf(name, value, values);
        }
        else if (required)
        {
            throw OAuthException.Missing(name);
        }
    }

    private static void RequireOneOf(string name, string value, params string[] values)
    {
        if (!values.Contains(value, StringComparer.Ordinal))
        {
            throw OAuthException.InvalidRequest($"Invalid parameter value for {name}: '{value}'. Use {string.Join(" or ", values)}.");
        }
    }

    private static bool IsLoopback(string redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var address)
        && address.Scheme is "http"
        && address.IsLoopback
        && address.UserInfo.Length == 0
        && address.Fragment.Length == 0;

    private static SignInReply Redirect(string redirectUri, string parameters) =>
        SignInReply.Redirect(redirectUri + (redirectUri.IndexOf('?') < 0 ? "?" : "&") + parameters);
}
