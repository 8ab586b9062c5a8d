using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class ImpersonationTests : IDisposable
{
    private const string Deputy = "deputy@p.iam.gserviceaccount.com";

    private readonly TestBench _bench = new();
    private readonly CredentialFiles _files = new();
    private readonly TokenServices _services;

    public ImpersonationTests()
    {
        _services = new TokenServices(_bench);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_user_acts_as_a_service_account_through_delegates()
    {
        var context = await ConnectAsync(new ConnectRequest { CredentialPath = _files.Write(CredentialFiles.User()), Delegates = [Deputy] });
        await UseAsync(context);

        Assert.Equal("User, impersonating", context.Credential);
        Assert.EndsWith("(" + CredentialFiles.Someone + ")", context.CredentialSource, StringComparison.Ordinal);
        Assert.Equal(CredentialFiles.Target, context.Account);
        Assert.Equal(["oauth2.googleapis.com", "iamcredentials.googleapis.com", "generativelanguage.googleapis.com"], _bench.Network.Sent.Select(sent => sent.Uri.Host));
        var asked = _bench.Network.Sent[1];
        Assert.Equal("POST /v1/projects/-/serviceAccounts/" + CredentialFiles.Target + ":generateAccessToken", asked.Line);
        Assert.Equal("quota-1", asked.Headers["x-goog-user-project"]);
        var body = JsonDocument.Parse(asked.Body).RootElement;
        Assert.Equal("projects/-/serviceAccounts/" + Deputy, Assert.Single(body.GetProperty("delegates").EnumerateArray()).GetString());
        Assert.Equal(2, body.GetProperty("scope").GetArrayLength());
        Assert.Equal("Bearer CanaryToken-2", _bench.Network.Sent[2].Headers["Authorization"]);
        Assert.False(_bench.Network.Sent[2].Headers.ContainsKey("x-goog-user-project"));
    }

    [Fact]
    public async Task An_access_token_can_impersonate_as_well()
    {
        await UseAsync(await ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("canary-brought-along") }));

        Assert.Equal("Bearer canary-brought-along", _bench.Network.Sent[0].Headers["Authorization"]);
        Assert.Equal("Bearer CanaryToken-1", _bench.Network.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task The_endpoint_stands_for_the_iam_service_too()
    {
        _services.First = sent => sent.Line.Contains("generateAccessToken", StringComparison.Ordinal) ? ScriptedHandler.Json("""{"accessToken":"t"}""") : null;

        await UseAsync(await ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("t"), Endpoint = new Uri("http://127.0.0.1:7/") }));

        Assert.All(_bench.Network.Sent, sent => Assert.Equal(7, sent.Uri.Port));
    }

    [Fact]
    public async Task Both_tokens_are_renewed_each_in_its_time()
    {
        var context = await ConnectAsync(new ConnectRequest { CredentialPath = _files.Write(CredentialFiles.User()) });
        await UseAsync(context);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        await UseAsync(context);

        Assert.Equal(["Bearer CanaryToken-2", "Bearer CanaryToken-4"], _bench.Network.Sent.Where(sent => sent.Method == "GET").Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_refusal_names_the_account_the_role_and_who_needs_it()
    {
        _services.First = sent => sent.Uri.Host.StartsWith("iam", StringComparison.Ordinal)
            ? ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).")
            : null;
        var context = await ConnectAsync(new ConnectRequest { CredentialPath = _files.Write(CredentialFiles.ServiceAccount()), Delegates = [Deputy] });

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("ImpersonationRefused", fault.ErrorId);
        foreach (var part in new[] { "act as " + CredentialFiles.Target, "serviceAccount:" + CredentialFiles.Robot, "roles/iam.serviceAccountTokenCreator", "on " + Deputy + ", that one on " + CredentialFiles.Target })
        {
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_named()
    {
        _services.First = _ => ScriptedHandler.Refusal(404, "NOT_FOUND", "Not found; Gaia id not found for email");
        var context = await ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("t") });

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("ServiceAccountNotFound", fault.ErrorId);
        Assert.Contains(CredentialFiles.Target, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_key_of_the_environment_cannot_impersonate()
    {
        _bench.Environment["GEMINI_API_KEY"] = "k";

        var fault = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(new ConnectRequest()));

        Assert.Equal("NoCredential", fault.ErrorId);
        Assert.Contains("act as a service account", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tuner")]
    [InlineData("a@b/c")]
    [InlineData("a@b?x")]
    [InlineData("tuner@p.iam.gserviceaccount.com:signBlob")]
    public async Task A_name_that_is_no_account_is_refused(string name)
    {
        foreach (var request in new[]
        {
            new ConnectRequest { AccessToken = TestBench.Secret("t"), ImpersonateServiceAccount = name },
            new ConnectRequest { AccessToken = TestBench.Secret("t"), ImpersonateServiceAccount = CredentialFiles.Target, Delegates = [name] },
        })
        {
            Assert.Equal("ServiceAccountInvalid", (await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(request))).ErrorId);
        }
    }

    [Fact]
    public async Task Delegates_lead_somewhere()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("t"), Delegates = [Deputy] }));

        Assert.Equal("DelegateWithoutTarget", fault.ErrorId);
    }

    private Task<TuningContext> ConnectAsync(ConnectRequest request) =>
        _bench.ConnectAsync(request with { Backend = TuningBackend.GeminiApi, ImpersonateServiceAccount = CredentialFiles.Target });

    private async Task UseAsync(TuningContext context)
    {
        await context.Client.GetTunedModelAsync("x", _bench.Options);
        Assert.DoesNotContain("canary", _bench.Trace.All, StringComparison.OrdinalIgnoreCase);
    }
}
