using System;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class ConnectTests
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task Connecting_sends_nothing_and_tells_what_it_uses()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret(TestBench.CanaryKey), Project = "my-project" });

        Assert.Empty(_bench.Network.Sent);
        Assert.Equal(TuningBackend.GeminiApi, context.Backend);
        Assert.Equal("https://generativelanguage.googleapis.com/", context.Endpoint.ToString());
        Assert.Equal("API key", context.Credential);
        Assert.Equal("parameter -ApiKey", context.CredentialSource);
        Assert.Equal("my-project", context.Project);
        Assert.Equal("parameter -Project", context.ProjectSource);
        Assert.Equal((3, TimeSpan.FromMinutes(15)), (context.MaximumRetryCount, context.Timeout));
        Assert.DoesNotContain(TestBench.CanaryKey, _bench.Trace.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_goes_into_its_header_without_blanks_around_and_without_a_project()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret(" key-1\r\n"), Project = "p1", UserAgent = "Probe/1" });
        _bench.Network.Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);

        var sent = Assert.Single(_bench.Network.Sent);
        Assert.Equal("key-1", sent.Headers["x-goog-api-key"]);
        Assert.False(sent.Headers.ContainsKey("x-goog-user-project"));
        Assert.StartsWith("Probe/1", sent.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_goes_into_its_header_with_the_project()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("ya29.token"), Project = "p1" });
        _bench.Network.Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);

        var sent = Assert.Single(_bench.Network.Sent);
        Assert.Equal("Bearer ya29.token", sent.Headers["Authorization"]);
        Assert.Equal("p1", sent.Headers["x-goog-user-project"]);
        Assert.Equal("Access token", context.Credential);
    }

    [Fact]
    public async Task Two_credentials_are_one_too_many()
    {
        var fault = await FaultAsync(new ConnectRequest { ApiKey = TestBench.Secret("a"), AccessToken = TestBench.Secret("b") });

        Assert.Equal("CredentialAmbiguous", fault.ErrorId);
        Assert.Equal(TuningErrorKind.InvalidArgument, fault.Kind);
    }

    [Theory]
    [InlineData("", "CredentialBlank")]
    [InlineData(" \t\n", "CredentialBlank")]
    [InlineData("a b", "CredentialMalformed")]
    [InlineData("schlüssel", "CredentialMalformed")]
    [InlineData("a\r\nx-evil: 1", "CredentialMalformed")]
    public async Task A_key_that_cannot_be_one_is_refused_before_anything_is_sent(string key, string id)
    {
        var fault = await FaultAsync(new ConnectRequest { ApiKey = TestBench.Secret(key) });

        Assert.Equal(id, fault.ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task Without_a_credential_the_error_says_what_was_tried_and_what_to_run()
    {
        var fault = await FaultAsync(new ConnectRequest());

        Assert.Equal("NoCredential", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Authentication, fault.Kind);
        foreach (var part in new[]
        {
            "GOOGLE_APPLICATION_CREDENTIALS", "metadata server", "GEMINI_API_KEY", "GOOGLE_API_KEY",
            "Connect-GeminiTuning -ApiKey", "-Emulator", "gcloud auth application-default login",
        })
        {
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GEMINI_API_KEY")]
    [InlineData("GOOGLE_API_KEY")]
    public async Task A_key_in_the_environment_is_found(string name)
    {
        _bench.Environment[name] = "env-key";

        var context = await _bench.ConnectAsync(new ConnectRequest());

        Assert.Equal("API key", context.Credential);
        Assert.Equal("environment variable " + name, context.CredentialSource);
        Assert.Empty(_bench.Trace.WarningLines);
    }

    [Fact]
    public async Task Of_two_different_keys_in_the_environment_one_is_used_with_a_warning()
    {
        _bench.Environment["GEMINI_API_KEY"] = "first-canary";
        _bench.Environment["GOOGLE_API_KEY"] = "second-canary";

        var context = await _bench.ConnectAsync(new ConnectRequest());

        Assert.Equal("environment variable GEMINI_API_KEY", context.CredentialSource);
        var warning = Assert.Single(_bench.Trace.WarningLines);
        Assert.Contains("GEMINI_API_KEY is used", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _bench.Trace.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_never_gets_a_credential_of_the_environment()
    {
        _bench.Environment["GEMINI_API_KEY"] = TestBench.CanaryKey;
        var context = await _bench.ConnectAsync(new ConnectRequest { IsEmulator = true, Endpoint = new Uri("http://127.0.0.1:5005") });
        _bench.Network.Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.True(context.IsEmulator);
        Assert.DoesNotContain(_bench.Network.Sent[0].Headers.Values, value => value.Contains(TestBench.CanaryKey, StringComparison.Ordinal));
        Assert.Equal("http://127.0.0.1:5005/v1beta/tunedModels/x", _bench.Network.Sent[0].Uri.ToString());
    }

    [Theory]
    [InlineData("http://example.com/", "InsecureEndpoint")]
    [InlineData("http://10.0.0.1/", "InsecureEndpoint")]
    [InlineData("ftp://localhost/", "EndpointInvalid")]
    [InlineData("https://user:canary-password@example.com/", "EndpointInvalid")]
    [InlineData("https://example.com/?key=1", "EndpointInvalid")]
    [InlineData("https://example.com/#x", "EndpointInvalid")]
    [InlineData("v1beta/models", "EndpointInvalid")]
    public async Task An_endpoint_that_is_unsafe_or_no_address_is_refused(string endpoint, string id)
    {
        var fault = await FaultAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute) });

        Assert.Equal(id, fault.ErrorId);
        Assert.DoesNotContain("canary-password", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsafe_endpoint_is_refused_before_any_file_is_looked_at()
    {
        var endpoint = new Uri("http://example.com/");
        foreach (var request in new[] { new ConnectRequest { CredentialPath = "/no/such/file" }, new ConnectRequest { ClientSecretPath = "/no/such/file" } })
        {
            Assert.Equal("InsecureEndpoint", (await FaultAsync(request with { Endpoint = endpoint })).ErrorId);
        }
    }

    [Theory]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/")]
    [InlineData("https://proxy.example.com/google", "https://proxy.example.com/google/")]
    public async Task Paths_are_put_below_the_endpoint(string endpoint, string expected)
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), Endpoint = new Uri(endpoint) });
        _bench.Network.Answer(Bodies.Active);

        await context.Client.GetTunedModelAsync("x", _bench.Options);

        Assert.Equal(expected, context.Endpoint.ToString());
        Assert.Equal(expected + "v1beta/tunedModels/x", _bench.Network.Sent[0].Uri.ToString());
    }

    [Fact]
    public async Task Vertex_refuses_an_API_key_and_names_what_it_takes()
    {
        var fault = await FaultAsync(new ConnectRequest { Backend = TuningBackend.VertexAI, ApiKey = TestBench.Secret("k") });

        Assert.Equal("ApiKeyNotSupported", fault.ErrorId);
        Assert.Contains("-AccessToken", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_retry_count_is_refused() =>
        Assert.Equal("MaximumRetryCountOutOfRange", (await FaultAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), MaximumRetryCount = -1 })).ErrorId);

    [Fact]
    public async Task The_project_is_looked_for_in_the_order_of_googles_tools()
    {
        _bench.Environment["GCLOUD_PROJECT"] = "third";
        Assert.Equal(("third", "environment variable GCLOUD_PROJECT"), await ProjectAsync(null));
        _bench.Environment["GOOGLE_CLOUD_PROJECT"] = "second";
        Assert.Equal(("second", "environment variable GOOGLE_CLOUD_PROJECT"), await ProjectAsync(null));
        _bench.Environment["GOOGLE_CLOUD_QUOTA_PROJECT"] = "first";
        Assert.Equal(("first", "environment variable GOOGLE_CLOUD_QUOTA_PROJECT"), await ProjectAsync(null));
        Assert.Equal(("given", "parameter -Project"), await ProjectAsync("given"));
    }

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("two words")]
    [InlineData("")]
    public async Task A_project_that_cannot_be_one_is_refused(string project) =>
        Assert.Equal("ProjectInvalid", (await FaultAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), Project = project })).ErrorId);

    [Fact]
    public async Task A_closed_connection_says_so()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("k") });
        context.Client.Dispose();

        var fault = await Assert.ThrowsAsync<TuningException>(() => context.Client.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("ConnectionClosed", fault.ErrorId);
    }

    [Fact]
    public void An_engine_can_be_made_by_reflection() =>
        Assert.IsType<TuningEngine>(Activator.CreateInstance(typeof(TuningEngine).Assembly.GetType("GeminiTuning.Core.TuningEngine")!));

    private async Task<(string? Project, string? Source)> ProjectAsync(string? project)
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), Project = project });
        return (context.Project, context.ProjectSource);
    }

    private Task<TuningException> FaultAsync(ConnectRequest request) => Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(request));
}
