using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class IssuedTokenTests : IDisposable
{
    private const string Gemini = "/v1beta/tunedModels";
    private const string Vertex = "/v1/projects/p/locations/us-central1/tuningJobs";
    private const string Storage = "/storage/v1/b?project=emulator";
    private const string Iam = "/v1/projects/p";
    private readonly SignInEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData(Gemini)]
    [InlineData(Vertex)]
    [InlineData(Storage)]
    [InlineData(Iam)]
    public async Task A_token_is_good_on_every_service_until_it_expires(string path)
    {
        var token = await _emulator.Token();
        _emulator.Clock.Advance(TimeSpan.FromSeconds(3598));
        Assert.Equal(200, (await _emulator.Get(path, token)).Status);
        _emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await _emulator.Get(path, token)).Status);
    }

    [Theory]
    [InlineData(Gemini)]
    [InlineData(Vertex)]
    [InlineData(Storage)]
    [InlineData(Iam)]
    public async Task A_revoked_token_is_refused_by_every_service(string path)
    {
        var token = await _emulator.Token();
        Assert.Equal(200, (await _emulator.PostForm("/revoke", ("token", token))).Status);
        Assert.Equal(401, (await _emulator.Get(path, token)).Status);
    }

    [Fact]
    public async Task An_expired_token_is_named_as_such()
    {
        var token = await _emulator.Token();
        _emulator.Clock.Advance(TimeSpan.FromHours(1));
        var reply = await _emulator.Get(Gemini, token);
        Assert.Equal((401, "UNAUTHENTICATED"), (reply.Status, (string?)reply.Error["status"]));
        Assert.Equal("ACCESS_TOKEN_EXPIRED", (string?)reply.Error["details"]![0]!["reason"]);
    }

    [Theory]
    [InlineData(Gemini, SignInEmulator.Email, 403)]
    [InlineData(Gemini, SignInEmulator.Tuning, 200)]
    [InlineData(Gemini, SignInEmulator.CloudPlatform, 200)]
    [InlineData(Vertex, SignInEmulator.Tuning, 403)]
    [InlineData(Vertex, SignInEmulator.CloudPlatform, 200)]
    [InlineData(Storage, SignInEmulator.Tuning, 403)]
    [InlineData(Iam, SignInEmulator.Tuning, 403)]
    public async Task A_token_is_good_for_its_scopes(string path, string scope, int status) =>
        Assert.Equal(status, (await _emulator.Get(path, await _emulator.Token(scope))).Status);

    [Fact]
    public async Task The_method_that_lacks_its_scope_is_named() =>
        (await _emulator.Get(Gemini, await _emulator.Token(SignInEmulator.Email))).ShouldBe(403, """
            {"error": {
              "code": 403,
              "message": "Request had insufficient authentication scopes.",
              "status": "PERMISSION_DENIED",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"service": "generativelanguage.googleapis.com", "method": "google.ai.generativelanguage.v1beta.ModelService.ListTunedModels"}
              }]
            }}
            """);

    [Fact]
    public async Task A_token_stands_for_its_account()
    {
        await _emulator.PostJson(Gemini + "?tunedModelId=mine", TestEmulator.CreationBody(), await _emulator.Token());
        var permissions = await _emulator.Get(Gemini + "/mine/permissions", await _emulator.Token());
        Assert.Equal("me@example.com", (string?)permissions.Json["permissions"]![0]!["emailAddress"]);
    }

    [Fact]
    public async Task How_long_tokens_are_good_can_be_chosen()
    {
        using var emulator = new SignInEmulator(new EmulatorOptions { AccessTokenLifetime = TimeSpan.FromSeconds(30) });
        var reply = await emulator.Refresh(emulator.ReadCredential(EmulatorCredentialKind.AuthorizedUser));
        Assert.Equal(30, (int)reply.Json["expires_in"]!);
        emulator.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, (await emulator.Get(Gemini, (string)reply.Json["access_token"]!)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(43201)]
    public void A_lifetime_that_makes_no_sense_is_refused(double seconds)
    {
        var options = new EmulatorOptions { AccessTokenLifetime = TimeSpan.FromSeconds(seconds) };
        Assert.Equal("EmulatorOptionInvalid", Assert.Throws<TuningException>(() => new SignInEmulator(options).Dispose()).ErrorId);
    }

    [Fact]
    public async Task Tokens_look_like_googles_and_say_whose_they_are()
    {
        var first = await _emulator.Token();
        Assert.StartsWith("ya29.emulator-", first, StringComparison.Ordinal);
        Assert.NotEqual(first, await _emulator.Token());
        using var other = new SignInEmulator();
        Assert.Equal(401, (await other.Get(Gemini, first)).Status);
    }

    [Fact]
    public async Task Token_information_tells_scopes_and_time_left()
    {
        var token = await _emulator.Token(SignInEmulator.CloudPlatform, SignInEmulator.Email);
        _emulator.Clock.Advance(TimeSpan.FromSeconds(599));
        var expiry = _emulator.Clock.GetUtcNow().ToUnixTimeSeconds() + 3000;
        foreach (var path in new[] { "/tokeninfo", "/oauth2/v3/tokeninfo" })
        {
            var json = (await _emulator.Get($"{path}?access_token={token}")).Json;
            Assert.Equal($"{SignInEmulator.CloudPlatform} {SignInEmulator.Email}", (string?)json["scope"]);
            Assert.Equal(("3000", expiry.ToString(System.Globalization.CultureInfo.InvariantCulture)), ((string?)json["expires_in"], (string?)json["exp"]));
            Assert.Equal(("me@example.com", "offline"), ((string?)json["email"], (string?)json["access_type"]));
        }

        Assert.Null((await _emulator.Get("/tokeninfo?access_token=" + await _emulator.Token(SignInEmulator.CloudPlatform))).Json["email"]);
        Assert.Equal(200, (await _emulator.PostForm("/tokeninfo", ("access_token", token))).Status);
    }

    [Fact]
    public async Task There_is_no_information_on_other_tokens()
    {
        const string Expected = """{"error": "invalid_token", "error_description": "Invalid Value"}""";
        (await _emulator.Get("/tokeninfo?access_token=unknown")).ShouldBe(400, Expected);
        var token = await _emulator.Token();
        _emulator.Clock.Advance(TimeSpan.FromHours(1));
        (await _emulator.Get("/tokeninfo?access_token=" + token)).ShouldBe(400, Expected);
        (await _emulator.Get("/tokeninfo")).ShouldRefuse(400, "invalid_request", "Missing required parameter: access_token");
        (await _emulator.Send(HttpMethod.Delete, "/tokeninfo", null, null)).ShouldRefuse(405, "invalid_request", "The method DELETE");
    }
}
