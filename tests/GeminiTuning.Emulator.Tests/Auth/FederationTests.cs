using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class FederationTests : IDisposable
{
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private readonly SignInEmulator _emulator = new();
    private readonly Dictionary<string, string> _form;

    public FederationTests()
    {
        var file = _emulator.ReadCredential(EmulatorCredentialKind.ExternalAccount);
        _form = new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["audience"] = (string)file["audience"]!,
            ["subject_token_type"] = (string)file["subject_token_type"]!,
            ["subject_token"] = File.ReadAllText((string)file["credential_source"]!["file"]!),
            ["requested_token_type"] = AccessToken,
            ["scope"] = SignInEmulator.CloudPlatform,
        };
    }

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_token_of_another_provider_gives_an_access_token()
    {
        var reply = await Exchange();
        Assert.Equal((200, AccessToken, "Bearer", 3599), (reply.Status, (string?)reply.Json["issued_token_type"], (string?)reply.Json["token_type"], (int)reply.Json["expires_in"]!));
        Assert.Equal(200, (await _emulator.Get("/v1/projects/p/locations/us-central1/tuningJobs", (string)reply.Json["access_token"]!)).Status);
    }

    [Fact]
    public async Task The_request_may_be_json()
    {
        var body = new JsonObject
        {
            ["grantType"] = _form["grant_type"],
            ["audience"] = _form["audience"],
            ["subjectTokenType"] = _form["subject_token_type"],
            ["subjectToken"] = _form["subject_token"],
            ["requestedTokenType"] = AccessToken,
            ["scope"] = SignInEmulator.CloudPlatform,
        };
        Assert.Equal(200, (await _emulator.PostJson("/v1/token", body.ToJsonString())).Status);
        (await _emulator.PostJson("/v1/token", "{")).ShouldRefuse(400, "invalid_request", "The body is not valid JSON");
    }

    [Theory]
    [InlineData("grant_type", "refresh_token", "invalid_request", "Invalid value for \"grant_type\"")]
    [InlineData("audience", "//example.com/pool", "invalid_request", "Invalid value for \"audience\"")]
    [InlineData("audience", "", "invalid_request", "Missing required parameter: audience")]
    [InlineData("subject_token", "", "invalid_request", "Missing required parameter: subject_token")]
    [InlineData("subject_token", "not-a-jwt", "invalid_grant", "The subject token is not a JSON web token.")]
    [InlineData("subject_token_type", "password", "invalid_request", "Invalid value for \"subject_token_type\"")]
    [InlineData("requested_token_type", "password", "invalid_request", "Invalid value for \"requested_token_type\"")]
    [InlineData("scope", "", "invalid_request", "Missing required parameter: scope")]
    [InlineData("options", "[]", "invalid_request", "Invalid value for \"options\"")]
    public async Task What_does_not_fit_is_refused(string field, string value, string error, string description)
    {
        _form[field] = value;
        (await Exchange()).ShouldRefuse(400, error, description);
    }

    [Fact]
    public async Task A_subject_token_expires()
    {
        var expired = $$"""{"sub":"w@example.com","exp":{{_emulator.Clock.GetUtcNow().ToUnixTimeSeconds()}}}""";
        _form["subject_token"] = Part("""{"alg":"RS256"}""") + "." + Part(expired) + ".c2ln";
        (await Exchange()).ShouldRefuse(400, "invalid_grant", "The subject token has expired.");
    }

    [Fact]
    public async Task An_access_token_can_be_narrowed_but_not_widened()
    {
        _form["subject_token_type"] = AccessToken;
        _form["subject_token"] = await _emulator.Token(SignInEmulator.CloudPlatform, SignInEmulator.Tuning);
        var narrow = (string)(await Exchange()).Json["access_token"]!;
        Assert.Equal(SignInEmulator.CloudPlatform, (string?)(await _emulator.Get("/tokeninfo?access_token=" + narrow)).Json["scope"]);
        _form["scope"] = SignInEmulator.Email;
        (await Exchange()).ShouldRefuse(400, "invalid_scope", "The subject token does not have all of the scopes.");
        _form["subject_token"] = "unknown";
        (await Exchange()).ShouldRefuse(400, "invalid_grant", "The subject token is not a valid access token.");
    }

    [Fact]
    public async Task A_federated_user_refreshes_at_an_address_of_its_own()
    {
        var user = _emulator.ReadCredential(EmulatorCredentialKind.ExternalAccountAuthorizedUser);
        using var content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", (string)user["refresh_token"]!)]);
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{(string)user["client_id"]!}:{(string)user["client_secret"]!}"));
        var reply = await _emulator.Send(HttpMethod.Post, "/v1/oauthtoken", content, null, ("Authorization", basic));
        Assert.Equal(200, reply.Status);
        (await _emulator.PostForm("/v1/oauthtoken", ("grant_type", "authorization_code"))).ShouldRefuse(400, "unsupported_grant_type", "");
    }

    private Task<TestReply> Exchange() => _emulator.Send(HttpMethod.Post, "/v1/token", new FormUrlEncodedContent(_form), null);

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
