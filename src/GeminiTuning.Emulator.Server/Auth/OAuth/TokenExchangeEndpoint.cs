using System;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Auth.SignIn;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>
/// The security token service: an access token for one that another provider of identities has given, <c>POST /v1/token</c>.
/// The signatures of signed tokens are not checked. Any other token is accepted, unless it contains <c>invalid</c> or
/// <c>expired</c>.
/// </summary>
internal sealed class TokenExchangeEndpoint(IssuedTokens tokens, TimeProvider timeProvider) : ISignInEndpoint
{
    private const string TokenTypes = "urn:ietf:params:oauth:token-type:";
    private const string AccessTokenType = TokenTypes + "access_token";

    private static readonly string[] SubjectTokenTypes =
    [
        TokenTypes + "jwt", TokenTypes + "id_token", "urn:ietf:params:aws:token-type:aws4_request", AccessTokenType,
        TokenTypes + "mtls", TokenTypes + "saml2",
    ];

    private static readonly Regex Audience = new(
        @"^//iam\.googleapis\.com/(projects/[^/]+/locations/global/workloadIdentityPools|locations/global/workforcePools)/[^/]+/providers/[^/]+\z",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public bool Serves(string path, Func<string, string?> header) => path is "/v1/token";

    public SignInReply Answer(SignInRequest request)
    {
        var form = OAuthForm.OfFormOrJson(request);
        RequireOneOf(form, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        RequireOneOf(form, "requested_token_type", AccessTokenType);
        var type = RequireOneOf(form, "subject_token_type", SubjectTokenTypes);
        var subject = form.Require("subject_token");
        CheckOptions(form["options"]);
        var client = OAuthClient.Read(request, form);
        var token = string.Equals(type, AccessTokenType, StringComparison.Ordinal)
            ? Narrow(subject, form["scope"])
            : Exchange(subject, type, form, client);
        return SignInReply.Json(200, JsonValue.Object(
            ("access_token", JsonValue.String(token.Secret)),
            ("issued_token_type", JsonValue.String(AccessTokenType)),
            ("token_type", JsonValue.String("Bearer")),
            ("expires_in", JsonValue.Number((int)token.Lifetime.TotalSeconds))));
    }

    private static string RequireOneOf(OAuthForm form, string name, params string[] values)
    {
        var value = form.Require(name);
        return values.Contains(value, StringComparer.Ordinal)
            ? value
            : throw OAuthException.InvalidRequest($"Invalid value for \"{name}\": '{value}'. Use {string.Join(" or ", values)}.");
    }

    private static void CheckOptions(string? options)
    {
        try
        {
            if (options is not null && JsonParser.Parse(options).Kind != JsonKind.Object)
            {
                throw OAuthException.InvalidRequest("Invalid value for \"options\": an object is expected.");
            }
        }
        catch (JsonSyntaxException exception)
        {
            throw OAuthException.InvalidRequest("Invalid value for \"options\": " + exception.Message);
        }
    }

    private NewToken Exchange(string subject, string type, OAuthForm form, OAuthClient? client)
    {
        var audience = form.Require("audience");
        if (!Audience.IsMatch(audience))
        {
            throw OAuthException.InvalidRequest("Invalid value for \"audience\". It is the full resource name of a provider of identities: //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER.");
        }

        var account = Identify(subject, isSigned: type is TokenTypes + "jwt" or TokenTypes + "id_token");
        return tokens.Issue(new TokenGrant
        {
            Account = account,
            ClientId = client?.Id ?? audience,
            Scopes = OAuthScopes.Require(form.Require("scope")),
        });
    }

    /// <summary>A token of the same grant with no more scopes.</summary>
    private NewToken Narrow(string subject, string? scope)
    {
        var token = tokens.Find(subject);
        if (token is null || !tokens.IsGood(token))
        {
            throw OAuthException.InvalidGrant("The subject token is not a valid access token.");
        }

        var scopes = scope is null ? token.Scopes : OAuthScopes.Parse(scope);
        return scopes.Except(token.Scopes, StringComparer.Ordinal).Any()
            ? throw OAuthException.InvalidScope("The subject token does not have all of the scopes.")
            : tokens.Issue(token.Grant, scopes, token.Expires - timeProvider.GetUtcNow());
    }

    private string Identify(string subject, bool isSigned)
    {
        bool Contains(string word) => subject.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
        var token = isSigned ? JsonWebToken.TryRead(subject) : null;
        if (isSigned ? token is null : Contains("invalid"))
        {
            throw OAuthException.InvalidGrant(isSigned ? "The subject token is not a JSON web token." : "The subject token is not valid.");
        }

        return token?.HasExpired(timeProvider.GetUtcNow()) ?? Contains("expired")
            ? throw OAuthException.InvalidGrant("The subject token has expired.")
            : token?.Email ?? Caller.DefaultEmail;
    }
}
