using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Auth;

/// <summary>
/// Finds out who makes a call. Access tokens that the emulator has issued are good until they expire or are revoked, and
/// for what their scopes allow. Other credentials are not checked with anybody; these conventions stand in for that.
/// <list type="bullet">
/// <item>API keys: with <see cref="EmulatorOptions.ApiKey"/> set, that one; otherwise any, but one that contains
/// <c>invalid</c> is not valid and one that contains <c>expired</c> has expired. A key stands for the project.</item>
/// <item>Access tokens: any, but one that contains <c>invalid</c> or <c>expired</c> is refused, and one that contains
/// <c>noscope</c> lacks the scope. The caller is the e-mail address in the token, or
/// <see cref="Caller.DefaultEmail"/>.</item>
/// <item>Signed tokens (JWT): any whose <c>exp</c> has not passed; the signature is not checked. The caller is the claim
/// <c>email</c>, or <c>sub</c> or <c>iss</c> where these are addresses.</item>
/// </list>
/// </summary>
internal sealed class Authenticator(EmulatorOptions options, TimeProvider timeProvider, IssuedTokens tokens)
{
    private const string Bearer = "Bearer";

    private static readonly Regex EmailAddress = new(
        @"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public Caller Authenticate(ApiRequest request, Route route)
    {
        var token = ReadToken(request, route);
        var key = request.Header("x-goog-api-key")?.Trim() is { Length: > 0 } header ? header : request.Parameters.Key;
        if (token is null && key.Length == 0 && route.Surface.MissingCredential is { } message)
        {
            throw new ApiException(
                RpcCode.Unauthenticated,
                message,
                ErrorDetails.ErrorInfo("CREDENTIALS_MISSING", route.Surface.Host, route.MethodName));
        }

        if (token is null && key.Length == 0)
        {
            throw new ApiException(
                RpcCode.PermissionDenied,
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
        }

        if (token is null && !route.Surface.AcceptsApiKey(route.Method))
        {
            throw new ApiException(
                RpcCode.Unauthenticated,
                "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication",
                ErrorDetails.ErrorInfo("CREDENTIALS_MISSING", route.Surface.Host, route.MethodName));
        }

        if (key.Length > 0)
        {
            CheckKey(key, route);
        }

        return token is null
            ? new Caller(Caller.DefaultEmail, IsProject: true)
            : new Caller(Identify(token, route), IsProject: false);
    }

    private static string? ReadToken(ApiRequest request, Route route)
    {
        if (request.Header("Authorization") is not { } header)
        {
            return request.Parameters.AccessToken.Length > 0 ? request.Parameters.AccessToken : null;
        }

        var token = header.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase) ? header.Substring(Bearer.Length).Trim() : "";
        return token.Length > 0 ? token : throw InvalidToken(route);
    }

    /// <summary>What an access token is refused for, if it is.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scopes">The scopes of which it needs one, if the emulator has issued it.</param>
    public CredentialFault JudgeToken(string token, IReadOnlyList<string> scopes)
    {
        if (tokens.Find(token) is { } issued)
        {
            return issued.Grant.IsRevoked ? CredentialFault.Invalid
                : tokens.HasExpired(issued) ? CredentialFault.Expired
                : issued.Scopes.Intersect(scopes, StringComparer.Ordinal).Any() ? CredentialFault.None
                : CredentialFault.LacksScope;
        }

        if (IssuedTokens.LooksIssued(token))
        {
            // Issued by an emulator that is gone, and with it what the token stood for.
            return CredentialFault.Invalid;
        }

        if (JsonWebToken.TryRead(token) is { } jwt)
        {
            return jwt.HasExpired(timeProvider.GetUtcNow()) ? CredentialFault.Expired : CredentialFault.None;
        }

        return Contains(token, "invalid") ? CredentialFault.Invalid
            : Contains(token, "expired") ? CredentialFault.Expired
            : Contains(token, "noscope") ? CredentialFault.LacksScope
            : CredentialFault.None;
    }

    /// <summary>What an API key is refused for, if it is.</summary>
    public CredentialFault JudgeKey(string key)
    {
        if (options.ApiKey is not null)
        {
            return string.Equals(key, options.ApiKey, StringComparison.Ordinal) ? CredentialFault.None : CredentialFault.Invalid;
        }

        return Contains(key, "expired") ? CredentialFault.Expired
            : Contains(key, "invalid") ? CredentialFault.Invalid
            : CredentialFault.None;
    }

    /// <summary>The address of whom an access token stands for.</summary>
    public string Identify(string token)
    {
        if (tokens.Find(token) is { } issued)
        {
            return issued.Grant.Account;
        }

        if (JsonWebToken.TryRead(token) is { } jwt)
        {
            return jwt.Email ?? Caller.DefaultEmail;
        }

        var address = EmailAddress.Match(token);
        return address.Success ? address.Value : Caller.DefaultEmail;
    }

    private string Identify(string token, Route route) => JudgeToken(token, route.Surface.Scopes(route.Method)) switch
    {
        CredentialFault.None => Identify(token),
        CredentialFault.LacksScope => throw new ApiException(
            RpcCode.PermissionDenied,
            "Request had insufficient authentication scopes.",
            ErrorDetails.ErrorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", route.Surface.Host, route.MethodName)),
        CredentialFault.Expired when tokens.Find(token) is not null => throw InvalidToken(route, "ACCESS_TOKEN_EXPIRED"),
        _ => throw InvalidToken(route),
    };

    private void CheckKey(string key, Route route)
    {
        var fault = JudgeKey(key);
        if (fault != CredentialFault.None)
        {
            throw InvalidKey(
                fault == CredentialFault.Expired ? "API key expired. Please renew the API key." : "API key not valid. Please pass a valid API key.",
                route);
        }
    }

    private static ApiException InvalidKey(string message, Route route) => new(
        RpcCode.InvalidArgument,
        message,
        ErrorDetails.ErrorInfo("API_KEY_INVALID", route.Surface.Host),
        ErrorDetails.LocalizedMessage(message));

    /// <summary>The refusal of an access token.</summary>
    public static ApiException InvalidToken(Route route, string reason = "ACCESS_TOKEN_TYPE_UNSUPPORTED") => new(
        RpcCode.Unauthenticated,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        ErrorDetails.ErrorInfo(reason, route.Surface.Host, route.MethodName));

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
