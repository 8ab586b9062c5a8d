using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using System.Web;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class ConsentTests : IDisposable
{
    private const string Redirect = "http://127.0.0.1:4711/done";
    private const string Verifier = "a-verifier-that-is-long-enough-for-the-rules-0123456789";
    private readonly SignInEmulator _emulator = new();
    private readonly JsonNode _client;
    private readonly Dictionary<string, string> _query;

    public ConsentTests()
    {
        _client = _emulator.ReadCredential(EmulatorCredentialKind.ClientSecret)["installed"]!;
        _query = new Dictionary<string, string>
        {
            ["client_id"] = (string)_client["client_id"]!,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = $"openid {SignInEmulator.Email} {SignInEmulator.CloudPlatform}",
            ["code_challenge"] = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            ["code_challenge_method"] = "S256",
            ["access_type"] = "offline",
            ["prompt"] = "consent",
            ["state"] = "a state & more",
        };
    }

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("/o/oauth2/auth")]
    [InlineData("/o/oauth2/v2/auth")]
    public async Task The_user_consents_at_once_and_the_code_gives_tokens(string path)
    {
        var answer = await Follow(path);
        Assert.Equal(("a state & more", _query["scope"]), (answer["state"], answer["scope"]));
        var reply = await Exchange(answer["code"]);
        Assert.Equal((200, _query["scope"]), (reply.Status, (string?)reply.Json["scope"]));
        Assert.Equal("me@example.com", (string?)ReadClaims((string)reply.Json["id_token"]!)["email"]);
        _client["refresh_token"] = (string)reply.Json["refresh_token"]!;
        Assert.Equal(200, (await _emulator.Refresh(_client)).Status);
        Assert.Equal(200, (await _emulator.Get("/v1beta/tunedModels", (string)reply.Json["access_token"]!)).Status);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = (await Follow())["code"];
        Assert.Equal(200, (await Exchange(code)).Status);
        (await Exchange(code)).ShouldRefuse(400, "invalid_grant", "Malformed auth code.");
    }

    [Fact]
    public async Task A_code_is_not_good_for_long()
    {
        var code = (await Follow())["code"];
        _emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        (await Exchange(code)).ShouldRefuse(400, "invalid_grant", "Malformed auth code.");
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-that-is-long-enough-for-the-rules", 400, "invalid_grant", "Invalid code verifier.")]
    [InlineData("code_verifier", "", 400, "invalid_grant", "Missing code verifier.")]
    [InlineData("redirect_uri", "http://127.0.0.1:4712/done", 400, "redirect_uri_mismatch", "Bad Request")]
    [InlineData("redirect_uri", "", 400, "invalid_request", "Missing required parameter: redirect_uri")]
    [InlineData("client_secret", "wrong", 401, "invalid_client", "The provided client secret is invalid.")]
    [InlineData("client_id", "other.apps.googleusercontent.com", 401, "unauthorized_client", "Unauthorized")]
    public async Task An_exchange_that_does_not_fit_its_consent_is_refused(string field, string value, int status, string error, string description) =>
        (await Exchange((await Follow())["code"], (field, value))).ShouldRefuse(status, error, description);

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        _query.Remove("access_type");
        Assert.Null((await Exchange((await Follow())["code"])).Json["refresh_token"]);
    }

    [Fact]
    public async Task A_user_can_be_named_and_can_decline()
    {
        _query["login_hint"] = "other@example.com";
        Assert.Equal("other@example.com", (string?)ReadClaims((string)(await Exchange((await Follow())["code"])).Json["id_token"]!)["email"]);
        _query["deny"] = "1";
        var answer = await Follow();
        Assert.Equal(("access_denied", "a state & more", null), (answer["error"], answer["state"], answer.GetValueOrDefault("code")));
    }

    [Theory]
    [InlineData("client_id", "", "Missing required parameter: client_id")]
    [InlineData("client_id", "an-invalid-client", "The OAuth client was not found.")]
    [InlineData("redirect_uri", "", "Missing required parameter: redirect_uri")]
    [InlineData("redirect_uri", "http://example.com/", "is not one of an installed application")]
    [InlineData("redirect_uri", "https://127.0.0.1/", "is not one of an installed application")]
    [InlineData("redirect_uri", "http://user@127.0.0.1/", "is not one of an installed application")]
    [InlineData("response_type", "token", "Invalid parameter value for response_type: 'token'. Use code.")]
    [InlineData("scope", "", "Empty or missing scope not allowed.")]
    [InlineData("scope", "everything", "Some requested scopes were invalid.")]
    [InlineData("code_challenge_method", "plain", "Use S256.")]
    [InlineData("code_challenge", "short", "The code_challenge is not the SHA-256")]
    [InlineData("code_challenge", "", "Missing required parameter: code_challenge")]
    [InlineData("access_type", "always", "Use offline or online.")]
    [InlineData("prompt", "beg", "Use none or consent or select_account.")]
    public async Task What_cannot_be_trusted_is_led_nowhere(string parameter, string value, string message)
    {
        _query[parameter] = value;
        using var response = await _emulator.GetResponse("/o/oauth2/auth?" + Query());
        Assert.Equal((400, null), ((int)response.StatusCode, response.Headers.Location));
        Assert.Contains(message, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> Follow(string path = "/o/oauth2/auth")
    {
        using var response = await _emulator.GetResponse(path + "?" + Query());
        Assert.Equal(302, (int)response.StatusCode);
        Assert.StartsWith(Redirect + "?", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(response.Headers.Location.Query);
        return query.AllKeys.ToDictionary(name => name!, name => query[name]!);
    }

    private string Query() => string.Join("&", _query.Select(item => $"{item.Key}={Uri.EscapeDataString(item.Value)}"));

    private Task<TestReply> Exchange(string code, params (string Name, string Value)[] instead)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["client_id"] = (string)_client["client_id"]!,
            ["client_secret"] = (string)_client["client_secret"]!,
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in instead)
        {
            form[name] = value;
        }

        return _emulator.Send(HttpMethod.Post, "/token", new FormUrlEncodedContent(form), null);
    }

    private static JsonNode ReadClaims(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')))!;
    }
}
