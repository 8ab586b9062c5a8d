using System;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Connections;

public sealed class SelectTests : IDisposable
{
    private readonly TestBench _bench = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("select").FullName;

    public SelectTests() => _bench.Environment["GEMINITUNING_CONFIG"] = _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_key_in_the_environment_is_found_again_by_its_variable_and_not_by_the_usual_search()
    {
        _bench.Environment["GOOGLE_API_KEY"] = TestBench.CanaryKey;
        await _bench.ConnectAsync(new ConnectRequest { Name = "google", Backend = TuningBackend.GeminiApi });
        _bench.Environment["GEMINI_API_KEY"] = "another";

        var context = await SelectAsync("google");

        Assert.Equal("environment variable GOOGLE_API_KEY", context.CredentialSource);
        Assert.Equal("google", context.Name);
        _bench.Network.Answer(Bodies.Active);
        await context.Client.GetTunedModelAsync("x", _bench.Options);
        Assert.Equal(TestBench.CanaryKey, Assert.Single(_bench.Network.Sent).Headers["x-goog-api-key"]);
        Assert.DoesNotContain(TestBench.CanaryKey, await FileAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_no_longer_set_is_one_error()
    {
        _bench.Environment["GEMINI_API_KEY"] = "k";
        await _bench.ConnectAsync(new ConnectRequest { Name = "keyed", Backend = TuningBackend.GeminiApi });
        _bench.Environment.Remove("GEMINI_API_KEY");

        var fault = await Assert.ThrowsAsync<TuningException>(() => SelectAsync("keyed"));

        Assert.Equal("SavedCredentialMissing", fault.ErrorId);
        Assert.Contains("GEMINI_API_KEY", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_Default_Credentials_are_not_replaced_by_a_key()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "adc.json"),
            """{"type":"authorized_user","client_id":"1","client_secret":"canary-s","refresh_token":"canary-r","account":"someone@example.com","quota_project_id":"quota-1"}""",
            TestContext.Current.CancellationToken);
        _bench.Environment["GOOGLE_APPLICATION_CREDENTIALS"] = Path.Combine(_folder, "adc.json");
        await _bench.ConnectAsync(new ConnectRequest { Name = "adc", Backend = TuningBackend.GeminiApi });
        Assert.Equal("someone@example.com", (await SelectAsync("adc")).Account);
        Assert.DoesNotContain("canary", await FileAsync(), StringComparison.Ordinal);

        _bench.Environment["GOOGLE_OAUTH_ACCESS_TOKEN"] = "t";
        Assert.Equal("someone@example.com", (await SelectAsync("adc")).Account);
        _bench.Environment.Remove("GOOGLE_APPLICATION_CREDENTIALS");
        _bench.Environment["GEMINI_API_KEY"] = "k";

        Assert.Equal("NoCredential", (await Assert.ThrowsAsync<TuningException>(() => SelectAsync("adc"))).ErrorId);
    }

    [Fact]
    public async Task The_place_is_the_saved_one_whatever_the_environment_says_now()
    {
        _bench.Environment["GOOGLE_CLOUD_PROJECT"] = "first";
        await _bench.ConnectAsync(new ConnectRequest { Name = "staging", Backend = TuningBackend.VertexAI, AccessToken = TestBench.Secret("t"), Location = "europe-west4" });
        _bench.Environment["GOOGLE_CLOUD_PROJECT"] = "second";

        var context = await SelectAsync("staging", token: "t");

        Assert.Equal(("first", "saved connection 'staging'"), (context.Project, context.ProjectSource));
        Assert.Equal(("europe-west4", "saved connection 'staging'"), (context.Location, context.LocationSource));
    }

    [Fact]
    public async Task A_secret_that_was_a_parameter_is_asked_for_again()
    {
        await _bench.ConnectAsync(new ConnectRequest { Name = "keyed", ApiKey = TestBench.Secret("k") });

        var missing = await Assert.ThrowsAsync<TuningException>(() => SelectAsync("keyed"));
        var wrong = await Assert.ThrowsAsync<TuningException>(() => SelectAsync("keyed", token: "t"));

        Assert.Equal("SecretNeeded", missing.ErrorId);
        Assert.Contains("-ApiKey", missing.Message, StringComparison.Ordinal);
        Assert.Contains(wrong.ErrorId, new[] { "SecretNeeded", "SecretNotUsed" });
        Assert.Equal("API key", (await SelectAsync("keyed", key: "k")).Credential);
    }

    [Fact]
    public async Task A_secret_that_the_connection_does_not_use_is_refused()
    {
        _bench.Environment["GEMINI_API_KEY"] = "k";
        await _bench.ConnectAsync(new ConnectRequest { Name = "keyed", Backend = TuningBackend.GeminiApi });

        Assert.Equal("SecretNotUsed", (await Assert.ThrowsAsync<TuningException>(() => SelectAsync("keyed", key: "k"))).ErrorId);
    }

    [Fact]
    public async Task The_stored_sign_in_of_an_OAuth_client_is_used_without_anybody_being_asked()
    {
        var path = Path.Combine(_folder, "client_secret.json");
        await File.WriteAllTextAsync(path, """{"installed":{"client_id":"1.apps.googleusercontent.com","client_secret":"canary-s"}}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "connections.yaml"),
            $"version: 1\nconnections:\n  mine:\n    backend: GeminiApi\n    credential: ClientSecretPath\n    credentialSource: '{path}'\n",
            TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<TuningException>(() => SelectAsync("mine"));

        Assert.Equal("SignInNeedsSomebody", fault.ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    private Task<string> FileAsync() => File.ReadAllTextAsync(Path.Combine(_folder, "connections.yaml"), TestContext.Current.CancellationToken);

    private Task<TuningContext> SelectAsync(string name, string? key = null, string? token = null) => _bench.ConnectAsync(new ConnectRequest
    {
        Saved = _bench.Engine.Connections.Read(name, _bench.Options),
        ApiKey = key == null ? null : TestBench.Secret(key),
        AccessToken = token == null ? null : TestBench.Secret(token),
    });
}
