using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class ImpersonationTests : IDisposable
{
    private const string Accounts = "/v1/projects/-/serviceAccounts/";
    private const string Body = $$"""{"scope": ["{{SignInEmulator.CloudPlatform}}"], "lifetime": "600s"}""";
    private readonly SignInEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_caller_gets_a_token_of_a_service_account()
    {
        var reply = await Generate(SignInEmulator.ServiceAccount, Body);
        Assert.Equal("2026-01-02T03:14:05Z", (string?)reply.Json["expireTime"]);
        var token = (string)reply.Json["accessToken"]!;
        Assert.Equal(200, (await _emulator.Get("/v1/projects/p", token)).Status);
        Assert.Equal(SignInEmulator.CloudPlatform, (string?)(await _emulator.Get("/tokeninfo?access_token=" + token)).Json["scope"]);
        _emulator.Clock.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal(401, (await _emulator.Get("/v1/projects/p", token)).Status);
    }

    [Fact]
    public async Task An_account_that_one_may_not_act_for_is_refused() =>
        (await Generate("forbidden-robot@p.iam.gserviceaccount.com", Body)).ShouldBe(403, """
            {"error": {
              "code": 403,
              "message": "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
              "status": "PERMISSION_DENIED",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "IAM_PERMISSION_DENIED",
                "domain": "iam.googleapis.com",
                "metadata": {"permission": "iam.serviceAccounts.getAccessToken"}
              }]
            }}
            """);

    [Theory]
    [InlineData("no-such-robot@p.iam.gserviceaccount.com")]
    [InlineData("me@example.com")]
    public async Task An_account_that_does_not_exist_is_not_found(string account) =>
        (await Generate(account, Body)).ShouldFail(404, "NOT_FOUND", "Not found; Gaia id not found for email " + account);

    [Theory]
    [InlineData("""{"scope": []}""", 400)]
    [InlineData("""{"scope": ["everything"]}""", 400)]
    [InlineData("""{"scope": ["openid"], "lifetime": "3601s"}""", 400)]
    [InlineData("""{"scope": ["openid"], "lifetime": "0s"}""", 400)]
    [InlineData("""{"scope": ["openid"], "lifetime": "an hour"}""", 400)]
    [InlineData("""{"scope": ["openid"], "delegates": ["robot@p.iam.gserviceaccount.com"]}""", 400)]
    [InlineData("""{"scope": ["openid"], "delegates": ["projects/-/serviceAccounts/forbidden-robot@p.iam.gserviceaccount.com"]}""", 403)]
    [InlineData("""{"scope": ["openid"], "delegates": ["projects/-/serviceAccounts/robot@p.iam.gserviceaccount.com"]}""", 200)]
    [InlineData("""{"scopes": ["openid"]}""", 400)]
    public async Task The_request_is_checked(string body, int status) =>
        Assert.Equal(status, (await Generate(SignInEmulator.ServiceAccount, body)).Status);

    [Fact]
    public async Task The_caller_must_be_signed_in_with_the_scope()
    {
        Assert.Equal(401, (await _emulator.PostJson($"{Accounts}{SignInEmulator.ServiceAccount}:generateAccessToken", Body)).Status);
        var reply = await _emulator.PostJson(
            $"{Accounts}{SignInEmulator.ServiceAccount}:generateAccessToken", Body, await _emulator.Token(SignInEmulator.Tuning));
        Assert.Equal("ACCESS_TOKEN_SCOPE_INSUFFICIENT", (string?)reply.Error["details"]![0]!["reason"]);
    }

    private async Task<TestReply> Generate(string account, string body) =>
        await _emulator.PostJson($"{Accounts}{account}:generateAccessToken", body, await _emulator.Token());
}
