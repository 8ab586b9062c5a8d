using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class ApplicationDefaultCredentialsTests : IDisposable
{
    private const string Token = """{"access_token":"CanaryToken-55aa","expires_in":3599,"token_type":"Bearer"}""";

    private readonly TestBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("adc").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_user_file_gets_a_token_and_brings_its_quota_project()
    {
        Name(UserFile());
        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });
        Assert.Empty(_bench.Network.Sent);
        _bench.Network.Answer(Token).Answer(Bodies.Active).Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);
        await context.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.Equal("Application Default Credentials", context.Credential);
        Assert.StartsWith("environment variable GOOGLE_APPLICATION_CREDENTIALS (", context.CredentialSource, StringComparison.Ordinal);
        Assert.Equal("someone@example.com", context.Account);
        Assert.Equal("quota-1", context.Project);
        Assert.Equal(["oauth2.googleapis.com", "generativelanguage.googleapis.com", "generativelanguage.googleapis.com"], _bench.Network.Sent.Select(sent => sent.Uri.Host));
        Assert.Equal("Bearer CanaryToken-55aa", _bench.Network.Sent[1].Headers["Authorization"]);
        Assert.Equal("quota-1", _bench.Network.Sent[1].Headers["x-goog-user-project"]);
        Assert.DoesNotContain("Canary", _bench.Trace.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_account_asks_for_both_scopes()
    {
        using var rsa = RSA.Create(2048);
        Name(Write(new
        {
            type = "service_account",
            project_id = "p",
            private_key_id = "1",
            private_key = rsa.ExportPkcs8PrivateKeyPem(),
            client_email = "robot@p.iam.gserviceaccount.com",
            token_uri = "https://oauth2.googleapis.com/token",
        }));
        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });
        _bench.Network.Answer(Token).Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.Equal("robot@p.iam.gserviceaccount.com", context.Account);
        var assertion = Uri.UnescapeDataString(_bench.Network.Sent[0].Body.Split('&').Single(pair => pair.StartsWith("assertion=", StringComparison.Ordinal))[10..]);
        var claims = JsonDocument.Parse(Base64Url(assertion.Split('.')[1])).RootElement;
        Assert.Equal(
            "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/generative-language.tuning",
            claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_named_file_that_is_missing_ends_the_search()
    {
        Name(Path.Combine(_folder, "missing.json"));
        _bench.Environment["GEMINI_API_KEY"] = "k";

        var fault = await FaultAsync();

        Assert.Equal("CredentialFileNotFound", fault.ErrorId);
        Assert.Contains("missing.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_gcloud_is_found_below_its_configured_folder()
    {
        File.Move(UserFile(), Path.Combine(_folder, "application_default_credentials.json"));
        _bench.Environment["CLOUDSDK_CONFIG"] = _folder;
        _bench.Environment["GEMINI_API_KEY"] = "k";

        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });

        Assert.Equal(Path.Combine(_folder, "application_default_credentials.json"), context.CredentialSource);
    }

    [Fact]
    public async Task The_file_of_gcloud_is_found_below_the_home_folder()
    {
        var home = Directory.CreateDirectory(OperatingSystem.IsWindows() ? Path.Combine(_folder, "gcloud") : Path.Combine(_folder, ".config", "gcloud"));
        File.Move(UserFile(), Path.Combine(home.FullName, "application_default_credentials.json"));
        _bench.Environment[OperatingSystem.IsWindows() ? "APPDATA" : "HOME"] = _folder;

        Assert.Equal("Application Default Credentials", (await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi })).Credential);
    }

    [Theory]
    [InlineData("""{"type":"gdch_service_account"}""", "CredentialTypeUnsupported")]
    [InlineData("""{"installed":{"client_id":"1"}}""", "CredentialFileIsClientSecret")]
    [InlineData("""{"type":"authorized_user","client_id":"1"}""", "CredentialFileInvalid")]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"canary-not-a-key"}""", "CredentialFileInvalid")]
    [InlineData("canary, not json", "CredentialFileInvalid")]
    public async Task A_file_that_is_no_credential_is_refused_without_quoting_it(string json, string id)
    {
        var path = Path.Combine(_folder, "some.json");
        await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
        Name(path);

        var fault = await FaultAsync();

        Assert.Equal(id, fault.ErrorId);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_that_is_refused_says_what_to_run()
    {
        Name(UserFile());
        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi });
        _bench.Network.Answer("""{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""", 400);

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Client.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("CredentialRevoked", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Authentication, fault.Kind);
        Assert.Contains("Token has been expired or revoked.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("gcloud auth application-default login", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_token_service_out_of_reach_is_a_connection_fault()
    {
        Name(UserFile());
        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi, MaximumRetryCount = 0 });
        _bench.Network.Rule = _ => throw new System.Net.Http.HttpRequestException("no route");

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Client.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("TokenServiceUnreachable", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Connection, fault.Kind);
    }

    [Fact]
    public async Task A_project_in_the_environment_goes_before_the_files_own()
    {
        Name(UserFile());
        _bench.Environment["GOOGLE_CLOUD_PROJECT"] = "other";

        Assert.Equal("other", (await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi })).Project);
    }

    private static byte[] Base64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private void Name(string path) => _bench.Environment["GOOGLE_APPLICATION_CREDENTIALS"] = path;

    private string UserFile() => Write(new
    {
        type = "authorized_user",
        client_id = "1.apps.googleusercontent.com",
        client_secret = "canary-client-secret",
        refresh_token = "canary-refresh-token",
        account = "someone@example.com",
        quota_project_id = "quota-1",
    });

    private string Write(object content)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, JsonSerializer.Serialize(content));
        return path;
    }

    private Task<TuningException> FaultAsync() => Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi }));
}
