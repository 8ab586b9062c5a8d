using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Every way to sign in, against the emulator's token, IAM and metadata services.</summary>
public sealed class SignInTests : IDisposable
{
    private const string Tuner = "tuner@emulator.iam.gserviceaccount.com";
    private const string Other = "other@emulator.iam.gserviceaccount.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signin");
    private readonly ModuleSession _session = new();

    public SignInTests()
    {
        Endpoint = _session.Run("$emulator = Start-GeminiTuningEmulator -TuningDuration 600; $emulator.Endpoint")[0].BaseObject.ToString()!;
    }

    private string Endpoint { get; }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("ServiceAccount", "Service account", Tuner)]
    [InlineData("AuthorizedUser", "User", null)]
    [InlineData("ExternalAccount", "Workload identity federation", null)]
    [InlineData("ExternalAccountAuthorizedUser", "Workforce identity federation", null)]
    [InlineData("ImpersonatedServiceAccount", "Impersonated service account", "impersonated-tuner@emulator.iam.gserviceaccount.com")]
    public void A_credential_file_of_each_type_signs_in_to_both_services(string kind, string name, string? account)
    {
        string path = File(kind);
        foreach (string backend in new[] { "GeminiApi", "VertexAI" })
        {
            PSObject context = Assert.Single(_session.Run($"Connect-GeminiTuning -CredentialPath '{path}' -Endpoint {Endpoint} -Backend {backend} -Project emulator -PassThru"));

            Assert.Empty(_session.Run("Get-GeminiTunedModel"));
            Assert.Equal(name, context.Properties["Credential"].Value);
            Assert.Equal($"parameter -CredentialPath ({path})", context.Properties["CredentialSource"].Value);
            Assert.True(account is null || account.Equals(context.Properties["Account"].Value));
        }
    }

    [Theory]
    [InlineData("ServiceAccount")]
    [InlineData("AuthorizedUser")]
    [InlineData("ExternalAccount")]
    [InlineData("ImpersonatedServiceAccount")]
    public void Each_can_act_as_a_service_account_through_delegates(string kind)
    {
        PSObject context = Assert.Single(_session.Run(
            $"Connect-GeminiTuning -CredentialPath '{File(kind)}' -Endpoint {Endpoint} -ImpersonateServiceAccount {Other} -Delegate {Tuner} -Backend GeminiApi -PassThru; Get-GeminiTunedModel"));

        Assert.Equal(Other, context.Properties["Account"].Value);
    }

    [Theory]
    [InlineData("forbidden-one@emulator.iam.gserviceaccount.com", "ImpersonationRefused")]
    [InlineData("no-such-one@emulator.iam.gserviceaccount.com", "ServiceAccountNotFound")]
    public void An_account_that_cannot_be_impersonated_is_one_error_that_names_it(string account, string errorId)
    {
        ErrorRecord error = _session.Fail(
            $"Connect-GeminiTuning -CredentialPath '{File("ServiceAccount")}' -Endpoint {Endpoint} -ImpersonateServiceAccount {account}; Get-GeminiTunedModel");

        Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(account, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_is_revoked_ends_the_wait_and_says_how_to_go_on()
    {
        string path = File("AuthorizedUser");
        string model = _session.Run($"""
            Connect-GeminiTuning -CredentialPath '{path}' -Endpoint {Endpoint} -Backend GeminiApi
            (@(1..9) | ForEach-Object {"{"} @{"{"} input = "$_"; output = "$_" {"}"} {"}"} | New-GeminiTunedModel models/gemini-1.0-pro-001 -Id waited-for).Name
            """).Last().BaseObject.ToString()!;
        await RevokeAsync(path);

        ErrorRecord error = _session.Fail($"Wait-GeminiTuning '{model}'");

        Assert.Equal("CredentialRevoked", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("Wait-GeminiTuning " + model, error.Exception.Message, StringComparison.Ordinal);

        // Nothing is lost: the job is there for the next sign-in.
        Assert.Equal("Running", _session.Run($"Connect-GeminiTuning -CredentialPath '{File("AuthorizedUser")}' -Endpoint {Endpoint} -Backend GeminiApi; (Get-GeminiTuningJob '{model}').State")[0].BaseObject.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/token", "CredentialHostRefused")]
    [InlineData("http://oauth2.googleapis.com/token", "CredentialHostRefused")]
    public void A_file_that_would_send_the_credential_elsewhere_is_refused(string address, string errorId)
    {
        string path = Path.Combine(_folder.FullName, "hostile.json");
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(File("ServiceAccount")).Replace(Endpoint + "token", address, StringComparison.Ordinal));

        ErrorRecord error = _session.Fail($"Connect-GeminiTuning -CredentialPath '{path}'");

        Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("token_uri", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oauth_client_is_sent_to_its_own_parameter()
    {
        ErrorRecord error = _session.Fail($"Connect-GeminiTuning -CredentialPath '{File("ClientSecret")}'");

        Assert.Equal("CredentialFileIsClientSecret", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("-ClientSecretPath", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_that_the_environment_names_is_found()
    {
        string[] lines = await RunAloneAsync($"$env:GOOGLE_APPLICATION_CREDENTIALS = '{File("ServiceAccount")}'; $c = Connect-GeminiTuning -Endpoint {Endpoint} -PassThru; Get-GeminiTunedModel; $c.Backend; $c.Credential; $c.Account; $c.Project");

        Assert.Equal(["VertexAI", "Application Default Credentials", Tuner, "emulator"], lines);
    }

    [Fact]
    public async Task On_a_machine_of_google_cloud_its_account_and_project_are_found()
    {
        string[] lines = await RunAloneAsync($"$env:NO_GCE_CHECK = ''; $env:GCE_METADATA_HOST = '{new Uri(Endpoint).Authority}'; $c = Connect-GeminiTuning -Endpoint {Endpoint} -PassThru; Get-GeminiTunedModel; $c.CredentialSource; $c.Account; $c.Project; $c.ProjectSource");

        Assert.Equal(["metadata server", Tuner, "emulator", "metadata server"], lines);
    }

    [Fact]
    public async Task Without_a_credential_the_error_lists_what_was_looked_for()
    {
        string text = string.Join(' ', await RunAloneAsync("try { Connect-GeminiTuning } catch { $_.FullyQualifiedErrorId.Split(',')[0]; $_.Exception.Message }"));

        foreach (string part in new[] { "NoCredential", "GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN", "GOOGLE_APPLICATION_CREDENTIALS", "application_default_credentials.json", "metadata server", "GEMINI_API_KEY" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    // The environment of a process is one for all of its sessions.
    private Task<string[]> RunAloneAsync(string script) => FreshProcess.RunAsync(
        $"'GOOGLE_OAUTH_ACCESS_TOKEN', 'CLOUDSDK_AUTH_ACCESS_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS', 'GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_CLOUD_PROJECT' | ForEach-Object {{ [Environment]::SetEnvironmentVariable($_, $null) }}; $env:NO_GCE_CHECK = '1'; $env:CLOUDSDK_CONFIG = '{_folder.FullName}'; {script}");

    private string File(string kind)
    {
        string path = Path.Combine(_folder.FullName, Path.GetRandomFileName() + ".json");
        _session.Run($"$emulator.WriteCredentialFile('{kind}', '{path}')");
        return path;
    }

    private async Task RevokeAsync(string path)
    {
        using JsonDocument file = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([new("token", file.RootElement.GetProperty("refresh_token").GetString())]);
        using HttpResponseMessage answer = await client.PostAsync(new Uri(new Uri(Endpoint), "revoke"), form, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
