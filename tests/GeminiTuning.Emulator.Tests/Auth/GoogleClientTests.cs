using System;
using System.IO;
using System.Threading.Tasks;
using System.Web;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

/// <summary>Google's own client library signs in to the emulator.</summary>
public sealed class GoogleClientTests : IDisposable
{
    private readonly SignInEmulator _emulator = new(clock: TimeProvider.System);

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task As_a_service_account()
    {
        var credential = CredentialFactory.FromFile<ServiceAccountCredential>(_emulator.WriteCredential(EmulatorCredentialKind.ServiceAccount));
        await ShouldWork(credential.ToGoogleCredential().CreateScoped(SignInEmulator.CloudPlatform), SignInEmulator.CloudPlatform);
    }

    [Fact]
    public async Task With_a_signed_token_and_no_token_endpoint()
    {
        var credential = CredentialFactory.FromFile<ServiceAccountCredential>(_emulator.WriteCredential(EmulatorCredentialKind.ServiceAccount));
        var token = await credential.GetAccessTokenForRequestAsync("https://generativelanguage.googleapis.com/", TestContext.Current.CancellationToken);
        Assert.Equal(200, (await _emulator.Get("/v1beta/tunedModels", token)).Status);
    }

    [Fact]
    public async Task As_a_user_who_has_signed_in_until_that_is_revoked()
    {
        var file = _emulator.ReadCredential(EmulatorCredentialKind.AuthorizedUser);
        using var flow = Flow((string)file["client_id"]!, (string)file["client_secret"]!);
        var credential = new UserCredential(flow, "user", new TokenResponse { RefreshToken = (string)file["refresh_token"]! });
        await ShouldWork(credential, SignInEmulator.Tuning);
        Assert.True(await credential.RevokeTokenAsync(TestContext.Current.CancellationToken));
        var exception = await Assert.ThrowsAsync<TokenResponseException>(() => credential.RefreshTokenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("invalid_grant", "Token has been expired or revoked."), (exception.Error.Error, exception.Error.ErrorDescription));
    }

    [Fact]
    public async Task As_a_user_who_signs_in_with_a_browser()
    {
        const string Redirect = "http://127.0.0.1:4711/authorize/";
        var client = _emulator.ReadCredential(EmulatorCredentialKind.ClientSecret)["installed"]!;
        using var flow = Flow((string)client["client_id"]!, (string)client["client_secret"]!);
        var request = flow.CreateAuthorizationCodeRequest(Redirect, out var verifier);
        request.State = "state";
        using var consent = await _emulator.Client.GetAsync(request.Build(), TestContext.Current.CancellationToken);
        var answer = HttpUtility.ParseQueryString(consent.Headers.Location!.Query);
        Assert.Equal("state", answer["state"]);
        var token = await flow.ExchangeCodeForTokenAsync("user", answer["code"], verifier, Redirect, TestContext.Current.CancellationToken);
        await ShouldWork(new UserCredential(flow, "user", token), SignInEmulator.Tuning);
        Assert.StartsWith("1//emulator-", token.RefreshToken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_behalf_of_a_service_account()
    {
        var credential = CredentialFactory.FromFile<ImpersonatedCredential>(_emulator.WriteCredential(EmulatorCredentialKind.ImpersonatedServiceAccount));
        await ShouldWork(credential.ToGoogleCredential().CreateScoped(SignInEmulator.CloudPlatform), SignInEmulator.CloudPlatform);
    }

    [Fact]
    public async Task With_workload_identity_federation()
    {
        var credential = CredentialFactory.FromFile<FileSourcedExternalAccountCredential>(_emulator.WriteCredential(EmulatorCredentialKind.ExternalAccount));
        await ShouldWork(credential.ToGoogleCredential().CreateScoped(SignInEmulator.CloudPlatform), SignInEmulator.CloudPlatform);
    }

    [Fact]
    public async Task With_workforce_identity_federation()
    {
        var path = _emulator.WriteCredential(EmulatorCredentialKind.ExternalAccountAuthorizedUser);
        var credential = CredentialFactory.FromFile<ExternalAccountAuthorizedUserCredential>(path);
        await ShouldWork(credential, SignInEmulator.Tuning);
    }

    [Fact]
    public async Task On_a_machine_of_googles()
    {
        var credential = new ComputeCredential(new ComputeCredential.Initializer(
            _emulator.BaseUrl + "/computeMetadata/v1/instance/service-accounts/default/token"));
        await ShouldWork(credential, SignInEmulator.CloudPlatform);
    }

    [Theory]
    [InlineData(EmulatorCredentialKind.ServiceAccount)]
    [InlineData(EmulatorCredentialKind.ExternalAccount)]
    [InlineData(EmulatorCredentialKind.ClientSecret)]
    public void Nobody_but_the_owner_may_read_a_file(EmulatorCredentialKind kind)
    {
        var path = _emulator.WriteCredential(kind);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        var folder = Path.GetDirectoryName(_emulator.WriteCredential(EmulatorCredentialKind.ClientSecret))!;
        var exception = Assert.Throws<TuningException>(() => _emulator.WriteCredential(EmulatorCredentialKind.ServiceAccount, folder));
        Assert.Equal(("EmulatorCredentialNotWritable", folder), (exception.ErrorId, exception.Target));
    }

    private PkceGoogleAuthorizationCodeFlow Flow(string clientId, string clientSecret) => new(
        new FlowInitializer(_emulator.BaseUrl)
        {
            ClientSecrets = new ClientSecrets { ClientId = clientId, ClientSecret = clientSecret },
            Scopes = [SignInEmulator.CloudPlatform, SignInEmulator.Tuning],
            Prompt = "consent",
        });

    private async Task ShouldWork(ITokenAccess credential, string scope)
    {
        var token = await credential.GetAccessTokenForRequestAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(200, (await _emulator.Get("/v1beta/tunedModels", token)).Status);
        Assert.Contains(scope, (string?)(await _emulator.Get("/tokeninfo?access_token=" + token)).Json["scope"], StringComparison.Ordinal);
    }

    private sealed class FlowInitializer(string baseUrl)
        : GoogleAuthorizationCodeFlow.Initializer(baseUrl + "/o/oauth2/v2/auth", baseUrl + "/token", baseUrl + "/revoke");
}
