using System;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class GcloudConfigurationTests : IDisposable
{
    private const string Account = "someone@example.com";
    private const string User = """{"type":"authorized_user","client_id":"1","client_secret":"s","refresh_token":"r","account":"someone@example.com"}""";

    private readonly TestBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("gcloud").FullName;

    public GcloudConfigurationTests()
    {
        _bench.Environment["CLOUDSDK_CONFIG"] = _folder;
        Write("configurations/config_default", "[core]\naccount = other@example.com\nproject = active-project\n[compute]\nregion = us-east1\n");
        Write(
            "configurations/config_dev",
            "# by gcloud\n[core]\naccount = someone@example.com\nproject = dev-project\n\n[compute]\nregion = us-west1\nzone = us-west1-a\n[ai]\nregion = europe-west4\n[billing]\nquota_project = dev-quota\n[auth]\nimpersonate_service_account = first@p, robot@p\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_that_a_configuration_sets_is_read()
    {
        var found = _bench.Engine.GcloudConfigurations.Read("dev");

        Assert.Equal((Account, "dev-project", "europe-west4", "dev-quota"), (found.Account, found.Project, found.Region, found.QuotaProject));
        Assert.Equal("first@p, robot@p", found.ImpersonateServiceAccount);
        Assert.Equal(Path.Combine(_folder, "configurations", "config_dev"), found.Path);
    }

    [Theory]
    [InlineData(null, null, "default")]
    [InlineData("dev\n", null, "dev")]
    [InlineData("dev", "default", "default")]
    [InlineData("gone", null, null)]
    public void The_active_one_is_the_one_that_gcloud_uses(string? file, string? variable, string? expected)
    {
        if (file != null)
        {
            Write("active_config", file);
        }

        if (variable != null)
        {
            _bench.Environment["CLOUDSDK_ACTIVE_CONFIG_NAME"] = variable;
        }

        foreach (var name in _bench.Engine.GcloudConfigurations.List(_bench.Options))
        {
            Assert.Equal(name == expected, _bench.Engine.GcloudConfigurations.Read(name).IsActive);
        }
    }

    [Fact]
    public void No_folder_is_no_configuration_and_verbose_says_where_was_looked()
    {
        _bench.Environment["CLOUDSDK_CONFIG"] = Path.Combine(_folder, "none");

        Assert.Empty(_bench.Engine.GcloudConfigurations.List(_bench.Options));
        Assert.Contains(Path.Combine(_folder, "none", "configurations"), _bench.Trace.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CURRENT_PROJECT")]
    [InlineData("LEGACY")]
    public void Words_for_a_quota_project_are_no_project(string word)
    {
        Write("configurations/config_dev", $"[billing]\nquota_project = {word}\n");
        Assert.Null(_bench.Engine.GcloudConfigurations.Read("dev").QuotaProject);
    }

    [Fact]
    public void An_odd_file_is_refused_with_its_line_and_without_quoting_it()
    {
        Write("configurations/config_dev", "[core]\naccount = a\ncanary\n");

        var fault = Assert.Throws<TuningException>(() => _bench.Engine.GcloudConfigurations.Read("dev"));

        Assert.Equal("GcloudConfigurationInvalid", fault.ErrorId);
        Assert.Contains("Line 3 of ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("../config_dev")]
    public async Task An_unknown_name_is_told_those_that_exist(string name)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest { GcloudConfiguration = name }));

        Assert.Equal("GcloudConfigurationNotFound", fault.ErrorId);
        Assert.Contains("default, dev", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_and_region_come_from_the_named_one_before_the_environment_and_the_active_one()
    {
        _bench.Environment["GOOGLE_CLOUD_PROJECT"] = "from-environment";
        _bench.Environment["GOOGLE_CLOUD_LOCATION"] = "us-central1";
        Write("configurations/config_dev", "[core]\nproject = dev-project\n[compute]\nregion = us-west1\n[billing]\nquota_project = dev-quota\n");
        var request = new ConnectRequest { GcloudConfiguration = "dev", AccessToken = TestBench.Secret("t") };

        var vertex = await _bench.ConnectAsync(request with { Backend = TuningBackend.VertexAI });
        var gemini = await _bench.ConnectAsync(request with { Backend = TuningBackend.GeminiApi });
        var given = await _bench.ConnectAsync(request with { Backend = TuningBackend.VertexAI, Project = "given", Location = "us-east4" });

        Assert.Equal(("dev-project", "gcloud configuration 'dev'"), (vertex.Project, vertex.ProjectSource));
        Assert.Equal(("us-west1", "gcloud configuration 'dev'"), (vertex.Location, vertex.LocationSource));
        Assert.Equal(("dev-quota", "gcloud configuration 'dev'"), (gemini.Project, gemini.ProjectSource));
        Assert.Equal(("given", "us-east4"), (given.Project, given.Location));
    }

    [Fact]
    public async Task A_named_one_without_a_project_does_not_take_that_of_the_active_one()
    {
        Write("configurations/config_dev", "[core]\naccount = a\n");

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(new ConnectRequest
        {
            GcloudConfiguration = "dev",
            Backend = TuningBackend.VertexAI,
            AccessToken = TestBench.Secret("t"),
        }));

        Assert.Equal("ProjectMissing", fault.ErrorId);
    }

    [Fact]
    public void The_credential_is_the_accounts_own_file()
    {
        var path = Write("legacy_credentials/" + Account + "/adc.json", User);

        var filled = Apply(new ConnectRequest { GcloudConfiguration = "dev" });

        Assert.Equal(path, filled.CredentialPath);
        Assert.Equal("gcloud configuration 'dev' (" + path + ")", filled.CredentialOrigin);
        Assert.Equal("robot@p", filled.ImpersonateServiceAccount);
        Assert.Equal(["first@p"], filled.Delegates!);
    }

    [Fact]
    public async Task The_connection_says_which_configuration_it_is_from_and_is_saved_as_that()
    {
        var path = Write("legacy_credentials/" + Account + "/adc.json", User);
        Write("configurations/config_dev", "[core]\naccount = someone@example.com\nproject = dev-project\n");
        _bench.Environment["GEMINITUNING_CONFIG"] = _folder;

        await _bench.ConnectAsync(new ConnectRequest { GcloudConfiguration = "dev", Name = "saved" });
        var saved = _bench.Engine.Connections.Read("saved", _bench.Options);
        var context = await _bench.ConnectAsync(new ConnectRequest { Saved = saved });

        Assert.Equal((SavedCredential.GcloudConfiguration, null, "dev"), (saved.Credential, saved.CredentialSource, saved.GcloudConfiguration));
        Assert.Equal((TuningBackend.VertexAI, Account, "dev-project"), (context.Backend, context.Account, context.Project));
        Assert.Equal("gcloud configuration 'dev' (" + path + ")", context.CredentialSource);
    }

    [Fact]
    public void Application_Default_Credentials_serve_where_they_are_of_the_account()
    {
        var path = Write("application_default_credentials.json", User);
        Assert.Equal(path, Apply(new ConnectRequest { GcloudConfiguration = "dev" }).CredentialPath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"type":"authorized_user","client_id":"1","client_secret":"s","refresh_token":"r","account":""}""")]
    [InlineData("""{"type":"authorized_user","client_id":"1","client_secret":"s","refresh_token":"r","account":"other@example.com"}""")]
    public void Where_neither_is_there_the_error_says_what_to_run(string? defaults)
    {
        if (defaults != null)
        {
            Write("application_default_credentials.json", defaults);
        }

        var fault = Assert.Throws<TuningException>(() => Apply(new ConnectRequest { GcloudConfiguration = "dev" }));

        Assert.Equal("GcloudCredentialMissing", fault.ErrorId);
        Assert.Contains("gcloud auth login " + Account, fault.Message, StringComparison.Ordinal);
        Assert.Contains("-CredentialPath", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_is_no_way_out_of_the_folder()
    {
        Write("elsewhere/adc.json", User);
        Write("configurations/config_dev", "[core]\naccount = ../elsewhere\n");
        Assert.Equal("GcloudCredentialMissing", Assert.Throws<TuningException>(() => Apply(new ConnectRequest { GcloudConfiguration = "dev" })).ErrorId);
    }

    [Fact]
    public void An_impersonation_that_is_given_goes_before_the_configurations()
    {
        var filled = Apply(new ConnectRequest { GcloudConfiguration = "dev", AccessToken = TestBench.Secret("t"), ImpersonateServiceAccount = "mine@p" });
        Assert.Equal(("mine@p", null, null), (filled.ImpersonateServiceAccount, filled.Delegates, filled.CredentialPath));
    }

    private ConnectRequest Apply(ConnectRequest request) =>
        new GcloudRequest(name => _bench.Environment.TryGetValue(name, out var value) ? value : null).Apply(request);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, Path.Combine(name.Split('/')));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
