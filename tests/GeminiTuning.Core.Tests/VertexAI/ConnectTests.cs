using System;
using System.Collections.Generic;
using System.IO;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class ConnectTests : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gcloud");
    private readonly CallOptions _options = new(new RecordingTrace(), CancellationToken.None);

    public ConnectTests()
    {
        _environment["CLOUDSDK_CONFIG"] = _folder.FullName;
        _environment["NO_GCE_CHECK"] = "true";
    }

    private static SecureString Token => SecureText.Seal("ya29.token");

    [Fact]
    public async Task Default_credentials_lead_to_Vertex_AI_and_each_value_has_a_source()
    {
        WriteDefaults();
        Write("active_config", "work\n");
        Write("configurations/config_work", "[core]\naccount = a@b.c\nproject = from-gcloud\n[compute]\nregion=europe-west4\n");

        var context = await ConnectAsync(new ConnectRequest { StagingUri = "gs://bucket/a/" });

        Assert.Equal(TuningBackend.VertexAI, context.Backend);
        Assert.Equal("from-gcloud", context.Project);
        Assert.Equal("gcloud configuration 'work'", context.ProjectSource);
        Assert.Equal("europe-west4", context.Location);
        Assert.Equal("gcloud configuration 'work'", context.LocationSource);
        Assert.Equal(new Uri("https://europe-west4-aiplatform.googleapis.com/"), context.Endpoint);
        Assert.Equal("gs://bucket/a", context.StagingUri);
    }

    [Fact]
    public async Task Parameter_wins_over_variable_and_variable_over_gcloud()
    {
        Write("configurations/config_default", "[core]\nproject = from-gcloud\n");
        var request = new ConnectRequest { Backend = TuningBackend.VertexAI, AccessToken = Token };

        Assert.Equal("gcloud configuration 'default'", (await ConnectAsync(request)).ProjectSource);
        _environment["CLOUDSDK_CORE_PROJECT"] = "override";
        Assert.Equal("environment variable CLOUDSDK_CORE_PROJECT", (await ConnectAsync(request)).ProjectSource);
        _environment["GOOGLE_CLOUD_PROJECT"] = "from-env";
        _environment["GOOGLE_CLOUD_LOCATION"] = "us";
        var context = await ConnectAsync(request);
        Assert.Equal("from-env", context.Project);
        Assert.Equal("environment variable GOOGLE_CLOUD_LOCATION", context.LocationSource);
        Assert.Equal("aiplatform.us.rep.googleapis.com", context.Endpoint.Host);
        context = await ConnectAsync(request with { Project = "given", Location = "global" });
        Assert.Equal("parameter -Project", context.ProjectSource);
        Assert.Equal("parameter -Location", context.LocationSource);
    }

    [Fact]
    public async Task Without_any_location_it_is_the_default_one()
    {
        var context = await ConnectAsync(new ConnectRequest { Backend = TuningBackend.VertexAI, AccessToken = Token, Project = "p" });

        Assert.Equal("us-central1", context.Location);
        Assert.Equal("default", context.LocationSource);
    }

    [Fact]
    public async Task An_access_token_alone_stays_with_the_Gemini_API()
    {
        var context = await ConnectAsync(new ConnectRequest { AccessToken = Token });

        Assert.Equal(TuningBackend.GeminiApi, context.Backend);
    }

    [Fact]
    public async Task An_endpoint_stands_for_every_host()
    {
        var request = new ConnectRequest
        {
            Backend = TuningBackend.VertexAI,
            AccessToken = Token,
            Endpoint = new Uri("http://localhost:99"),
            IsEmulator = true,
        };

        var context = await ConnectAsync(request);

        Assert.Equal(new Uri("http://localhost:99/"), context.Endpoint);
        Assert.Equal("made up for the emulator", context.ProjectSource);
    }

    [Theory]
    [InlineData("ProjectMissing", null, null, null)]
    [InlineData("ProjectInvalid", "a b", null, null)]
    [InlineData("LocationInvalid", "p", "us-central1.evil.com/", null)]
    [InlineData("StagingUriInvalid", "p", null, "bucket/prefix")]
    [InlineData("StagingUriInvalid", "p", null, "gs://B")]
    public async Task What_cannot_be_right_is_refused(string error, string? project, string? location, string? staging)
    {
        var request = new ConnectRequest { Backend = TuningBackend.VertexAI, AccessToken = Token, Project = project, Location = location, StagingUri = staging };

        var exception = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(request));

        Assert.Equal(error, exception.ErrorId);
    }

    [Fact]
    public async Task An_API_key_is_refused_and_one_in_the_environment_is_not_used()
    {
        var request = new ConnectRequest { Backend = TuningBackend.VertexAI, ApiKey = SecureText.Seal("AIza"), Project = "p" };
        var given = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(request));
        _environment["GEMINI_API_KEY"] = "AIza";
        var found = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(request with { ApiKey = null }));

        Assert.Equal("ApiKeyNotSupported", given.ErrorId);
        Assert.Contains("-AccessToken", given.Message, StringComparison.Ordinal);
        Assert.Equal("NoCredential", found.ErrorId);
    }

    [Fact]
    public async Task Places_are_nothing_for_the_Gemini_API()
    {
        var exception = await Assert.ThrowsAsync<TuningException>(() => ConnectAsync(new ConnectRequest { AccessToken = Token, Location = "us-central1" }));

        Assert.Equal("ParameterNotSupported", exception.ErrorId);
        Assert.Contains("-Location", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<TuningContext> ConnectAsync(ConnectRequest request) => new TuningEngine(
        new FakeTimeProvider(),
        _ => new ScriptedService(),
        name => _environment.TryGetValue(name, out var value) ? value : null).ConnectAsync(request, _options);

    private void WriteDefaults() => Write(
        "application_default_credentials.json",
        """{"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r","quota_project_id":"quota"}""");

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
