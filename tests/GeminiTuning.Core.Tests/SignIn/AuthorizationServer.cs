using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;

namespace GeminiTuning.Core.Tests.SignIn;

/// <summary>Google's consent page, token endpoint and revocation on a loopback port, with a user who agrees at once.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    public const string ClientId = "42.apps.googleusercontent.com";
    public const string ClientSecret = "canary-client-secret";

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new(StringComparer.Ordinal);
    private readonly WireServer _server;
    private int _issued;

    public AuthorizationServer()
    {
        _server = new WireServer(AnswerAsync);
    }

    public Uri Endpoint => _server.Endpoint;

    /// <summary>The parameters that the browser brought, one set per visit.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Visits { get; } = new();

    /// <summary>The forms that were posted to the token endpoint.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Forms { get; } = new();

    public string[] RefreshTokens => [.. _refreshTokens.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The error that the user's choice brings, if any.</summary>
    public string? Denial { get; set; }

    /// <summary>The scopes that the user left ticked; all where it is <see langword="null"/>.</summary>
    public string? Granted { get; set; }

    /// <summary>Whether each renewal replaces the refresh token.</summary>
    public bool Rotates { get; set; }

    /// <summary>Whether a consent brings a refresh token.</summary>
    public bool Lasts { get; set; } = true;

    /// <summary>What the token endpoint and the revocation answer in place of their own.</summary>
    public (int Status, string Body)? Fault { get; set; }

    public void Revoke() => _refreshTokens.Clear();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string> Fields(string text) => text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var (status, body) = context.Request.Url!.AbsolutePath switch
        {
            "/auth" => Consent(Fields(context.Request.Url.Query), context.Response),
            "/token" => Fault ?? Token(Fields(await reader.ReadToEndAsync())),
            "/revoke" => Fault ?? Forget(Fields(context.Request.Url.Query)["token"]),
            _ => (404, "{}"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private (int Status, string Body) Consent(Dictionary<string, string> asked, HttpListenerResponse response)
    {
        Visits.Enqueue(asked);
        var code = "4/canary-code+" + _codes.Count;
        _codes[code] = asked;
        response.RedirectLocation = asked["redirect_uri"] + "?state=" + Uri.EscapeDataString(asked["state"])
            + (Denial == null ? "&code=" + Uri.EscapeDataString(code) + "&scope=" + Uri.EscapeDataString(asked["scope"]) : "&error=" + Denial);
        return (302, string.Empty);
    }

    private (int Status, string Body) Token(Dictionary<string, string> form)
    {
        Forms.Enqueue(form);
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return (401, """{"error":"invalid_client","error_description":"The OAuth client was not found."}""");
        }

        if (form["grant_type"] == "refresh_token")
        {
            return _refreshTokens.ContainsKey(form["refresh_token"]) ? Issue("any", Rotates) : Refuse("invalid_grant", "Token has been expired or revoked.");
        }

        return _codes.TryRemove(form["code"], out var asked)
            && asked["code_challenge_method"] == "S256" && asked["code_challenge"] == Challenge(form["code_verifier"]) && asked["redirect_uri"] == form["redirect_uri"]
                ? Issue(Granted ?? asked["scope"], Lasts)
                : Refuse("invalid_grant", "Malformed auth code.");
    }

    private (int Status, string Body) Issue(string scope, bool withRefreshToken)
    {
        var answer = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["access_token"] = "canary-access-" + ++_issued,
            ["expires_in"] = 3599,
            ["scope"] = scope,
            ["token_type"] = "Bearer",
        };
        if (withRefreshToken)
        {
            var token = "1//canary-refresh-" + _issued;
            _refreshTokens[token] = true;
            answer["refresh_token"] = token;
        }

        return (200, JsonSerializer.Serialize(answer));
    }

    private (int Status, string Body) Forget(string token) => _refreshTokens.TryRemove(token, out _) ? (200, "{}") : Refuse("invalid_token", "Token expired or revoked");

    private static (int Status, string Body) Refuse(string error, string description) =>
        (400, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
}
