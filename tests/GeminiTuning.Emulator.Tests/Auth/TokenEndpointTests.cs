using System;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class TokenEndpointTests : IDisposable
{
    private readonly SignInEmulator _emulator = new();
    private readonly JsonNode _user;

    public TokenEndpointTests() => _user = _emulator.ReadCredential(EmulatorCredentialKind.AuthorizedUser);

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("/token")]
    [InlineData("/o/oauth2/token")]
    [InlineData("/oauth2/v4/token")]
    public async Task A_refresh_token_gives_an_access_token(string path)
    {
        var reply = await _emulator.PostForm(
            path,
            ("grant_type", "refresh_token"),
            ("client_id", (string)_user["client_id"]!),
            ("client_secret", (string)_user["client_secret"]!),
            ("refresh_token", (string)_user["refresh_token"]!));
        Assert.Equal((200, "Bearer", 3599), (reply.Status, (string?)reply.Json["token_type"], (int)reply.Json["expires_in"]!));
        Assert.Equal($"openid {SignInEmulator.Email} {SignInEmulator.CloudPlatform} {SignInEmulator.Tuning}", (string?)reply.Json["scope"]);
        Assert.Null(reply.Json["refresh_token"]);
        Assert.NotNull(reply.Json["id_token"]);
    }

    [Fact]
    public async Task A_client_may_tell_who_it_is_in_the_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", (string)_user["refresh_token"]!)]),
        };
        var credentials = $"{(string)_user["client_id"]!}:{(string)_user["client_secret"]!}";
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var response = await _emulator.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task More_scopes_than_were_granted_are_refused()
    {
        Assert.Equal(SignInEmulator.Tuning, (string?)(await _emulator.Refresh(_user, ("scope", SignInEmulator.Tuning))).Json["scope"]);
        (await _emulator.Refresh(_user, ("scope", "https://www.googleapis.com/auth/drive"))).ShouldRefuse(400, "invalid_scope", "Bad Request");
    }

    [Theory]
    [InlineData("client_id", "other.apps.googleusercontent.com", 401, "unauthorized_client", "Unauthorized")]
    [InlineData("client_id", "an-invalid-client", 401, "invalid_client", "The OAuth client was not found.")]
    [InlineData("client_id", "", 400, "invalid_request", "Could not determine client ID from request.")]
    [InlineData("client_secret", "wrong", 401, "invalid_client", "The provided client secret is invalid.")]
    [InlineData("client_secret", "", 400, "invalid_request", "client_secret is missing.")]
    [InlineData("refresh_token", "", 400, "invalid_request", "Missing required parameter: refresh_token")]
    [InlineData("refresh_token", "an-expired-one", 400, "invalid_grant", "Token has been expired or revoked.")]
    [InlineData("refresh_token", "1//emulator-of-yesterday", 400, "invalid_grant", "Token has been expired or revoked.")]
    public async Task What_does_not_fit_is_refused(string field, string value, int status, string error, string description)
    {
        _user[field] = value;
        (await _emulator.Refresh(_user)).ShouldRefuse(status, error, description);
    }

    [Fact]
    public async Task A_user_may_have_to_sign_in_again()
    {
        _user["refresh_token"] = "a-rapt-token";
        var reply = await _emulator.Refresh(_user);
        Assert.Equal(("invalid_grant", "invalid_rapt"), ((string?)reply.Json["error"], (string?)reply.Json["error_subtype"]));
    }

    [Fact]
    public async Task The_refresh_token_of_another_place_is_accepted()
    {
        var reply = await _emulator.PostForm(
            "/token", ("grant_type", "refresh_token"), ("client_id", "c"), ("client_secret", "s"), ("refresh_token", "1//of-another-place"));
        Assert.Equal((200, SignInEmulator.CloudPlatform), (reply.Status, (string?)reply.Json["scope"]));
    }

    [Fact]
    public async Task A_revoked_sign_in_gives_no_more_tokens()
    {
        var token = (string)(await _emulator.Refresh(_user)).Json["access_token"]!;
        Assert.Equal(200, (await _emulator.PostForm("/revoke", ("token", (string)_user["refresh_token"]!))).Status);
        (await _emulator.Refresh(_user)).ShouldBe(400, """{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}""");
        Assert.Equal(401, (await _emulator.Get("/v1beta/tunedModels", token)).Status);
        (await _emulator.PostForm("/revoke", ("token", token))).ShouldBe(400, """{"error": "invalid_token", "error_description": "Token expired or revoked"}""");
    }

    [Fact]
    public async Task An_access_token_revokes_the_sign_in_that_it_is_of()
    {
        var token = (string)(await _emulator.Refresh(_user)).Json["access_token"]!;
        Assert.Equal(200, (await _emulator.Send(HttpMethod.Post, "/revoke?token=" + Uri.EscapeDataString(token), null, null)).Status);
        Assert.Equal(400, (await _emulator.Refresh(_user)).Status);
        (await _emulator.PostForm("/revoke", ("token", "unknown"))).ShouldRefuse(400, "invalid_token", "");
        (await _emulator.PostForm("/revoke")).ShouldRefuse(400, "invalid_request", "Missing required parameter: token");
    }

    [Fact]
    public async Task Only_a_form_is_read()
    {
        (await _emulator.PostJson("/token", "{}")).ShouldRefuse(400, "invalid_request", "The content type 'application/json' is not supported.");
        (await _emulator.Get("/token")).ShouldRefuse(405, "invalid_request", "The method GET is not supported here. Use POST.");
        (await _emulator.PostForm("/token")).ShouldRefuse(400, "invalid_request", "Missing required parameter: grant_type");
        (await _emulator.PostForm("/token", ("grant_type", "password"))).ShouldRefuse(400, "unsupported_grant_type", "Invalid grant_type: password");
        (await _emulator.PostForm("/token", ("grant_type", "a"), ("grant_type", "b"))).ShouldRefuse(400, "invalid_request", "Parameter not allowed to be repeated");
    }
}
