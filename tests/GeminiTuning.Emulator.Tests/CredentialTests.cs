using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class CredentialTests : IDisposable
{
    private const string Tuned = "v1beta/tunedModels";

    private const string InvalidToken =
        """
        {"error": {
          "code": 401,
          "message": "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
          "status": "UNAUTHENTICATED",
          "details": [{
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "ACCESS_TOKEN_TYPE_UNSUPPORTED",
            "domain": "googleapis.com",
            "metadata": {"service": "generativelanguage.googleapis.com", "method": "google.ai.generativelanguage.v1beta.ModelService.ListTunedModels"}
          }]
        }}
        """;

    private readonly TestEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_call_without_credentials_is_refused()
    {
        var reply = await _emulator.Send(HttpMethod.Get, Tuned, null, _ => { });
        reply.ShouldBe(403, """
            {"error": {
              "code": 403,
              "message": "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
              "status": "PERMISSION_DENIED"
            }}
            """);
    }

    [Theory]
    [InlineData("key-with-invalid-in-it", "API key not valid. Please pass a valid API key.")]
    [InlineData("key-with-expired-in-it", "API key expired. Please renew the API key.")]
    public async Task A_key_that_looks_wrong_is_refused(string key, string message)
    {
        var reply = await _emulator.Send(HttpMethod.Get, Tuned + "?key=" + key, null, _ => { });
        reply.ShouldBe(400, $$"""
            {"error": {
              "code": 400,
              "message": "{{message}}",
              "status": "INVALID_ARGUMENT",
              "details": [
                {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com", "metadata": {"service": "generativelanguage.googleapis.com"} },
                {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": "{{message}}"}
              ]
            } }
            """);
    }

    [Fact]
    public async Task With_one_key_set_no_other_is_accepted()
    {
        using var emulator = new TestEmulator(new EmulatorOptions { ApiKey = "the-invalid-looking-key" });
        Assert.Equal(200, (await emulator.Send(HttpMethod.Get, Tuned + "?key=the-invalid-looking-key", null, _ => { })).Status);
        Assert.Equal("API key not valid. Please pass a valid API key.", (await emulator.Get(Tuned)).Message);
    }

    [Theory]
    [InlineData("an-invalid-token")]
    [InlineData("an-expired-token")]
    [InlineData(" ")]
    public async Task A_token_that_looks_wrong_is_refused(string token) =>
        (await _emulator.SendWithToken(HttpMethod.Get, Tuned, null, token)).ShouldBe(401, InvalidToken);

    [Fact]
    public async Task A_scheme_other_than_bearer_is_refused() =>
        (await _emulator.Send(HttpMethod.Get, Tuned, null, request => request.Headers.TryAddWithoutValidation("Authorization", "Basic dTpw"))).ShouldBe(401, InvalidToken);

    [Fact]
    public async Task A_token_without_the_scope_is_refused() =>
        (await _emulator.SendWithToken(HttpMethod.Get, Tuned, null, "a-noscope-token")).ShouldBe(403, """
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

    [Theory]
    [InlineData("access_token")]
    [InlineData("oauth_token")]
    public async Task A_token_may_be_in_the_query(string parameter) =>
        Assert.Equal(200, (await _emulator.Send(HttpMethod.Get, $"{Tuned}?{parameter}=t", null, _ => { })).Status);

    [Fact]
    public async Task A_quota_project_is_accepted() =>
        Assert.Equal(200, (await _emulator.Send(HttpMethod.Get, Tuned, null, request =>
        {
            request.Headers.Add("Authorization", "Bearer t");
            request.Headers.Add("x-goog-user-project", "a-project");
        })).Status);

    [Theory]
    [InlineData(60, 200)]
    [InlineData(-60, 401)]
    public async Task A_signed_token_is_good_until_it_expires(int secondsLeft, int status)
    {
        var expiry = _emulator.Clock.GetUtcNow().ToUnixTimeSeconds() + secondsLeft;
        var token = SignedToken($$"""{"iss":"tuner@example.iam.gserviceaccount.com","sub":"tuner@example.iam.gserviceaccount.com","exp":{{expiry}}}""");
        Assert.Equal(status, (await _emulator.SendWithToken(HttpMethod.Get, Tuned, null, token)).Status);
    }

    [Fact]
    public async Task The_identity_of_a_signed_token_owns_what_it_makes()
    {
        var token = SignedToken("""{"sub":"tuner@example.com"}""");
        await _emulator.SendWithToken(HttpMethod.Post, Tuned + "?tunedModelId=mine", TestEmulator.CreationBody(), token);
        var owner = (await _emulator.SendWithToken(HttpMethod.Get, Tuned + "/mine/permissions", null, token)).Json["permissions"]![0]!;
        Assert.Equal(("tuner@example.com", "OWNER", "USER"), ((string?)owner["emailAddress"], (string?)owner["role"], (string?)owner["granteeType"]));
        (await _emulator.SendWithToken(HttpMethod.Get, Tuned + "/mine", null, SignedToken("""{"email":"other@example.com"}""")))
            .ShouldBe(403, """{"error": {"code": 403, "message": "You do not have permission to access tuned model mine.", "status": "PERMISSION_DENIED"}}""");
    }

    [Fact]
    public async Task Permissions_refuse_an_api_key() =>
        (await _emulator.Get(Tuned + "/x/permissions")).ShouldBe(401, """
            {"error": {
              "code": 401,
              "message": "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication",
              "status": "UNAUTHENTICATED",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "CREDENTIALS_MISSING",
                "domain": "googleapis.com",
                "metadata": {"service": "generativelanguage.googleapis.com", "method": "google.ai.generativelanguage.v1beta.PermissionService.ListPermissions"}
              }]
            }}
            """);

    private static string SignedToken(string claims) => Part("""{"alg":"RS256","typ":"JWT"}""") + "." + Part(claims) + ".c2lnbmF0dXJl";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
