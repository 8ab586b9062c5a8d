using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class VertexAccessTests
{
    private const string Jobs = VertexEmulator.Location + "/tuningJobs";

    [Fact]
    public async Task Api_key_is_refused()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Get, Jobs, token: null, key: "a-key");

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.StartsWith("API keys are not supported by this API.", reply.Message, StringComparison.Ordinal);
        Assert.Equal("aiplatform.googleapis.com", (string)reply.Json["error"]!["details"]![0]!["metadata"]!["service"]!);
    }

    [Fact]
    public async Task Call_without_credentials_is_refused()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Get, Jobs, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.StartsWith("Request is missing required authentication credential.", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an-invalid-token", HttpStatusCode.Unauthorized, "Request had invalid authentication credentials.")]
    [InlineData("an-expired-token", HttpStatusCode.Unauthorized, "Request had invalid authentication credentials.")]
    [InlineData("a-noscope-token", HttpStatusCode.Forbidden, "Request had insufficient authentication scopes.")]
    public async Task Bad_token_is_refused(string token, HttpStatusCode status, string expected)
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Get, Jobs, token: token);

        Assert.Equal(status, reply.Status);
        Assert.StartsWith(expected, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_that_does_not_exist_is_forbidden()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.GetAsync("projects/no-such-project/locations/us-central1/tuningJobs");

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Equal("Permission denied on resource project no-such-project.", reply.Message);
        Assert.Equal("CONSUMER_INVALID", (string)reply.Json["error"]!["details"]![0]!["reason"]!);
    }

    [Theory]
    [InlineData("/v1/tuningJobs")]
    [InlineData("/v1beta1/projects/p/tuningJobs")]
    public async Task Path_without_project_or_location_is_not_found(string path)
    {
        using var emulator = new VertexEmulator();

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("global", HttpStatusCode.OK)]
    [InlineData("us", HttpStatusCode.OK)]
    [InlineData("eu", HttpStatusCode.OK)]
    [InlineData("northamerica-northeast1", HttpStatusCode.OK)]
    [InlineData("Nowhere", HttpStatusCode.BadRequest)]
    public async Task Locations_are_regions_and_multi_regions(string location, HttpStatusCode expected)
    {
        using var emulator = new VertexEmulator();

        Assert.Equal(expected, (await emulator.GetAsync($"projects/p/locations/{location}/tuningJobs")).Status);
    }

    [Fact]
    public async Task Gemini_api_is_served_beside()
    {
        using var emulator = new VertexEmulator();

        Assert.Equal(HttpStatusCode.OK, (await emulator.SendAsync(HttpMethod.Get, "/v1beta/models", token: null, key: "a-key")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync("/v1beta/operations")).Status);
    }

    [Theory]
    [InlineData("v1beta1", "aiplatform")]
    [InlineData("v1beta", "generativelanguage")]
    public async Task Discovery_describes_each_version(string version, string name)
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.GetAsync("/$discovery/rest?version=" + version);

        Assert.Equal(name, (string)reply.Json["name"]!);
    }
}
