using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;

namespace GeminiTuning.Module.Tests.Canaries;

/// <summary>A token service, an IAM service, a provider of identities and both of Google's services, which quote what they are sent.</summary>
internal sealed class EchoServer : IDisposable
{
    public const string RefreshToken = "canary/refresh+kept";

    private static readonly string[] SecretFields = ["code", "code_verifier", "assertion", "subject_token", "refresh_token", "client_secret", "token"];

    private readonly CountingServer _server;
    private int _issued;

    public EchoServer()
    {
        _server = new CountingServer(Answer);
    }

    public Uri Endpoint => _server.Endpoint;

    public EchoFault Fault { get; set; }

    /// <summary>All that was received or issued and must not be shown.</summary>
    public ConcurrentDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>How many refusals quoted a secret.</summary>
    public int Echoes { get; private set; }

    public void Dispose() => _server.Dispose();

    private static (int Status, string Body) Json(int status, object answer) => (status, JsonSerializer.Serialize(answer));

    private (int Status, string Body) Answer(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        string body = reader.ReadToEnd();
        string path = request.Url!.AbsolutePath;
        Note(request, request.Url.Query.TrimStart('?') + "&" + body);
        string seen = $"{request.RawUrl} {request.Headers["Authorization"]} {request.Headers["x-goog-api-key"]} {body} {WebUtility.UrlDecode(body)}";
        bool isToken = path is "/token" or "/revoke";
        bool isImpersonation = path.EndsWith(":generateAccessToken", StringComparison.Ordinal);
        bool isProvider = path is "/identity";
        (int, string)? refusal = Fault switch
        {
            EchoFault.Token when isToken => Json(400, new { error = "invalid_grant", error_description = seen }),
            EchoFault.TokenName when isToken => Json(401, new { error = seen, error_description = "no" }),
            EchoFault.TokenText when isToken || isProvider => (400, seen),
            EchoFault.Impersonation when isImpersonation => Refusal(seen),
            EchoFault.Service when !isToken && !isImpersonation && !isProvider => Refusal(seen),
            EchoFault.Page when !isToken && !isImpersonation && !isProvider => (502, $"<html><title>{seen}</title></html>"),
            _ => null,
        };
        if (refusal is { } refused)
        {
            Echoes++;
            return refused;
        }

        string issued = $"canary-issued-{++_issued}";
        Secrets[issued] = path;
        return path switch
        {
            "/identity" => (200, issued),
            "/token" => Json(200, new { access_token = issued, refresh_token = RefreshToken, expires_in = 3599, token_type = "Bearer", issued_token_type = "urn:ietf:params:oauth:token-type:access_token", scope = "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/generative-language.tuning" }),
            _ when isImpersonation => Json(200, new { accessToken = issued, expireTime = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) }),
            _ => (200, "{}"),
        };
    }

    private static (int Status, string Body) Refusal(string seen) => Json(403, new
    {
        error = new
        {
            code = 403,
            status = "PERMISSION_DENIED " + seen,
            message = "Refused for " + seen,
            details = new object[]
            {
                new Dictionary<string, object> { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = seen, ["metadata"] = new { service = seen } },
                new Dictionary<string, object> { ["@type"] = "type.googleapis.com/google.rpc.Help", ["links"] = new[] { new { url = "https://example.com/?" + seen } } },
                new Dictionary<string, object> { ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure", ["violations"] = new[] { new { quotaMetric = seen, quotaId = seen, quotaValue = seen } } },
            },
        },
    });

    private void Note(HttpListenerRequest request, string form)
    {
        foreach (string[] pair in form.Split('&').Select(static pair => pair.Split('=')).Where(static pair => pair.Length == 2 && SecretFields.Contains(pair[0])))
        {
            Secrets[WebUtility.UrlDecode(pair[1])] = pair[0];
            Secrets[pair[1]] = pair[0];
        }

        if (request.Headers["Authorization"] is { } header)
        {
            Secrets[header.Split(' ')[1]] = "Authorization";
        }
    }
}
