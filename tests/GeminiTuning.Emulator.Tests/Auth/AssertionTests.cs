using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class AssertionTests : IDisposable
{
    private readonly SignInEmulator _emulator = new();
    private readonly JsonNode _account;
    private readonly RSA _key = RSA.Create();

    public AssertionTests()
    {
        _account = _emulator.ReadCredential(EmulatorCredentialKind.ServiceAccount);
        _key.ImportFromPem((string)_account["private_key"]!);
    }

    public void Dispose()
    {
        _key.Dispose();
        _emulator.Dispose();
    }

    [Fact]
    public async Task A_signed_assertion_gives_a_token_of_the_service_account()
    {
        var reply = await Exchange(Claims());
        Assert.Equal((200, SignInEmulator.CloudPlatform), (reply.Status, (string?)reply.Json["scope"]));
        var token = (string)reply.Json["access_token"]!;
        await _emulator.PostJson("/v1beta/tunedModels?tunedModelId=mine", TestEmulator.CreationBody(), token);
        var permissions = await _emulator.Get("/v1beta/tunedModels/mine/permissions", token);
        Assert.Equal(SignInEmulator.ServiceAccount, (string?)permissions.Json["permissions"]![0]!["emailAddress"]);
    }

    [Theory]
    [InlineData(-400, 3200)]
    [InlineData(400, 4000)]
    [InlineData(0, 3601)]
    [InlineData(0, 0)]
    public async Task A_clock_that_is_wrong_is_noticed(int issued, int expires)
    {
        var now = _emulator.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = Claims();
        claims["iat"] = now + issued;
        claims["exp"] = now + expires;
        (await Exchange(claims)).ShouldRefuse(
            400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
    }

    [Theory]
    [InlineData(-200)]
    [InlineData(200)]
    public async Task A_clock_may_be_a_little_off(int seconds)
    {
        var claims = Claims();
        claims["iat"] = (long)claims["iat"]! + seconds;
        claims["exp"] = (long)claims["exp"]! + seconds;
        Assert.Equal(200, (await Exchange(claims)).Status);
    }

    [Theory]
    [InlineData("https://oauth2.googleapis.com/token", 200)]
    [InlineData("https://example.com/token", 400)]
    [InlineData("", 400)]
    public async Task The_audience_is_the_token_address_here_or_at_google(string audience, int status)
    {
        var claims = Claims();
        claims["aud"] = audience;
        Assert.Equal(status, (await Exchange(claims)).Status);
    }

    [Theory]
    [InlineData("iss", "somebody@example.com", "invalid_grant", "Invalid grant: account not found")]
    [InlineData("iss", "no-such-account@p.iam.gserviceaccount.com", "invalid_grant", "Invalid grant: account not found")]
    [InlineData("scope", "", "invalid_scope", "Empty or missing scope not allowed.")]
    [InlineData("scope", "everything", "invalid_scope", "Some requested scopes were invalid. {valid=[], invalid=[everything]}")]
    public async Task Other_claims_are_checked_too(string claim, string value, string error, string description)
    {
        var claims = Claims();
        claims[claim] = value;
        (await Exchange(claims)).ShouldRefuse(400, error, description);
    }

    [Fact]
    public async Task A_signature_by_another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        (await Exchange(Claims(), other)).ShouldRefuse(400, "invalid_grant", "Invalid JWT Signature.");
        (await Exchange(Claims(), keyId: "unknown")).ShouldRefuse(400, "invalid_grant", "Invalid JWT Signature.");
    }

    [Fact]
    public async Task The_signature_of_an_account_without_a_key_here_is_taken_for_granted()
    {
        using var other = RSA.Create(2048);
        var claims = Claims();
        claims["iss"] = "robot@elsewhere.iam.gserviceaccount.com";
        Assert.Equal(200, (await Exchange(claims, other)).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.c2ln")]
    public async Task What_is_not_an_assertion_is_refused(string assertion) =>
        (await Post(assertion)).ShouldRefuse(400, "invalid_grant", "Invalid JWT: the assertion is not a JSON web token signed by RS256.");

    private JsonObject Claims()
    {
        var now = _emulator.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = (string)_account["client_email"]!,
            ["scope"] = SignInEmulator.CloudPlatform,
            ["aud"] = (string)_account["token_uri"]!,
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
    }

    private Task<TestReply> Exchange(JsonObject claims, RSA? key = null, string? keyId = null)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = keyId ?? (string)_account["private_key_id"]! };
        var content = Encode(Encoding.UTF8.GetBytes(header.ToJsonString())) + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var signature = (key ?? _key).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Post(content + "." + Encode(signature));
    }

    private Task<TestReply> Post(string assertion) =>
        _emulator.PostForm("/token", ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
