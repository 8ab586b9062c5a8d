using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Connections;

public sealed class ConnectionCheckTests
{
    private const string Disabled = """{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com","metadata":{"consumer":"projects/p"}}""";

    private readonly CheckedWorld _world = new();

    [Fact]
    public async Task A_good_connection_to_Vertex_AI_passes_and_is_only_read()
    {
        var checks = await _world.RunAsync(CheckedWorld.ToVertex);

        Assert.All(checks, check => Assert.Equal((ConnectionCheckStatus.Passed, null), (check.Status, check.Fix)));
        Assert.Equal("Access token from parameter -AccessToken.", checks[0].Detail);
        Assert.Contains("gemini-2.5-flash", checks[6].Detail, StringComparison.Ordinal);
        Assert.Equal(
            [
                "POST /tokeninfo",
                "GET /v1/projects/p/services/aiplatform.googleapis.com",
                "GET /v1/projects/p",
                "GET /storage/v1/b/bucket/iam/testPermissions?permissions=storage.objects.create&permissions=storage.objects.get&permissions=storage.objects.delete",
                "GET /v1/projects/p/locations/us-central1/tuningJobs?pageSize=1",
            ],
            _world.Bench.Network.Lines);
    }

    [Fact]
    public async Task The_token_is_asked_about_in_a_body_alone()
    {
        await _world.RunAsync(CheckedWorld.ToGemini);

        var asked = _world.Bench.Network.Sent[0];
        Assert.Equal(new Uri("https://oauth2.googleapis.com/tokeninfo"), asked.Uri);
        Assert.Equal("access_token=" + CheckedWorld.Token, asked.Body);
        Assert.Equal("application/x-www-form-urlencoded", asked.Headers["Content-Type"]);
        Assert.DoesNotContain("Authorization", asked.Headers.Keys);
        Assert.DoesNotContain("x-goog-user-project", asked.Headers.Keys);
    }

    [Fact]
    public async Task The_Gemini_API_needs_no_bucket_and_a_model_with_createTunedModel()
    {
        var checks = await _world.RunAsync(CheckedWorld.ToGemini);
        Assert.Equal(ConnectionCheckStatus.Skipped, checks[5].Status);
        Assert.All(checks.Where(check => check.Name != checks[5].Name), check => Assert.Equal(ConnectionCheckStatus.Passed, check.Status));
        Assert.Equal("gemini-1.5-flash-001-tuning.", checks[6].Detail);

        _world.Answer(CheckedWorld.Gemini, () => ScriptedHandler.Json("{\"models\":[" + Bodies.NotTunable + "]}"));
        var none = await _world.RunAsync(CheckedWorld.ToGemini, "Tunable models offered");
        Assert.Equal(ConnectionCheckStatus.Failed, none.Status);
        Assert.Contains("-Backend VertexAI", none.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_key_has_neither_token_nor_scopes_nor_project()
    {
        var checks = await _world.RunAsync(new ConnectRequest { ApiKey = TestBench.Secret(TestBench.CanaryKey) });

        Assert.Equal("Passed Skipped Skipped Passed Skipped Skipped Passed", string.Join(" ", checks.Select(check => check.Status)));
        Assert.All(_world.Bench.Network.Sent, request => Assert.Equal(CheckedWorld.Gemini, request.Uri.Host));
    }

    [Fact]
    public async Task A_token_without_the_scope_fails_and_what_needs_it_is_not_asked_for()
    {
        _world.Answer(CheckedWorld.TokenInfo, () => ScriptedHandler.Json("""{"scope":"openid https://www.googleapis.com/auth/generative-language.tuning"}"""));

        var checks = await _world.RunAsync(CheckedWorld.ToVertex);

        Assert.Equal("Passed Passed Failed Skipped Skipped Skipped Skipped", string.Join(" ", checks.Select(check => check.Status)));
        Assert.Contains(CheckedWorld.CloudPlatform, checks[2].Detail, StringComparison.Ordinal);
        Assert.All(checks.Skip(3), check => Assert.Contains("because 'Scopes' failed", check.Detail, StringComparison.Ordinal));
        Assert.Single(_world.Bench.Network.Sent);

        // The same token is good for the Gemini API.
        Assert.Equal(ConnectionCheckStatus.Passed, (await _world.RunAsync(CheckedWorld.ToGemini, "Scopes")).Status);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_token","error_description":"Invalid Value"}""")]
    [InlineData(404, "<html>")]
    [InlineData(403, "{}")]
    [InlineData(503, "{}")]
    [InlineData(200, "{}")]
    public async Task A_token_that_the_token_service_tells_nothing_of_may_be_good_all_the_same(int status, string body)
    {
        _world.Answer(CheckedWorld.TokenInfo, () => ScriptedHandler.Json(body, status));

        var checks = await _world.RunAsync(CheckedWorld.ToVertex);

        Assert.Equal(ConnectionCheckStatus.Skipped, checks[2].Status);
        Assert.All(checks.Skip(3), check => Assert.Equal(ConnectionCheckStatus.Passed, check.Status));
    }

    [Fact]
    public async Task A_token_that_was_signed_here_is_not_sent_to_be_asked_about()
    {
        var scopes = await _world.RunAsync(CheckedWorld.ToVertex with { AccessToken = TestBench.Secret("eyJhbGciOiJSUzI1NiJ9.e30.CanarySignature") }, "Scopes");

        Assert.Equal(ConnectionCheckStatus.Skipped, scopes.Status);
        Assert.DoesNotContain(_world.Bench.Network.Sent, request => request.Uri.Host == CheckedWorld.TokenInfo);
    }

    [Fact]
    public async Task Without_a_token_nothing_else_is_asked_for()
    {
        using var file = new CredentialFiles();
        _world.Answer(CheckedWorld.TokenInfo, () => ScriptedHandler.Json("""{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""", 400));

        var checks = await _world.RunAsync(CheckedWorld.ToVertex with { AccessToken = null, CredentialPath = file.Write(CredentialFiles.User()) });

        Assert.Equal("Passed Failed Skipped Skipped Skipped Skipped Skipped", string.Join(" ", checks.Select(check => check.Status)));
        Assert.Contains("revoked", checks[1].Detail, StringComparison.Ordinal);
        Assert.All(checks.Skip(2), check => Assert.Contains("'Token obtained'", check.Detail, StringComparison.Ordinal));
        Assert.Equal("POST /token", Assert.Single(_world.Bench.Network.Lines));
    }

    [Fact]
    public async Task An_API_that_is_not_enabled_fails_and_one_that_cannot_be_told_does_not()
    {
        _world.Answer(CheckedWorld.ServiceUsage, () => ScriptedHandler.Json("""{"state":"DISABLED"}"""));
        var checks = await _world.RunAsync(CheckedWorld.ToVertex);
        Assert.Equal("Passed Passed Passed Failed Passed Passed Skipped", string.Join(" ", checks.Select(check => check.Status)));
        Assert.Contains("gcloud services enable aiplatform.googleapis.com --project=p", checks[3].Fix, StringComparison.Ordinal);

        _world.Answer(CheckedWorld.ServiceUsage, () => ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "Permission denied to get service"));
        checks = await _world.RunAsync(CheckedWorld.ToVertex);
        Assert.Equal("Passed Passed Passed Skipped Passed Passed Passed", string.Join(" ", checks.Select(check => check.Status)));
        Assert.Contains("Permission denied to get service", checks[3].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_closed_to_the_credential_fails()
    {
        _world.Answer(CheckedWorld.ResourceManager, () => ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "The caller does not have permission"));

        var project = await _world.RunAsync(CheckedWorld.ToVertex, "Project readable");
        Assert.Equal(ConnectionCheckStatus.Failed, project.Status);
        Assert.Contains("roles/aiplatform.user", project.Fix, StringComparison.Ordinal);

        // On the Gemini API it is there for the quota only.
        Assert.Equal(ConnectionCheckStatus.Skipped, (await _world.RunAsync(CheckedWorld.ToGemini, "Project readable")).Status);
    }

    [Fact]
    public async Task Where_the_resource_manager_is_off_the_tuning_jobs_show_the_project()
    {
        _world.Answer(CheckedWorld.ResourceManager, () => ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "Cloud Resource Manager API has not been used", Disabled));
        Assert.Equal(ConnectionCheckStatus.Passed, (await _world.RunAsync(CheckedWorld.ToVertex, "Project readable")).Status);

        _world.Answer(CheckedWorld.Vertex, () => ScriptedHandler.Refusal(403, "PERMISSION_DENIED", "Permission 'aiplatform.tuningJobs.list' denied"));
        var checks = await _world.RunAsync(CheckedWorld.ToVertex);
        Assert.Equal(ConnectionCheckStatus.Failed, checks[4].Status);
        Assert.Contains("'Project readable'", checks[6].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_must_be_there_and_take_every_right()
    {
        _world.Answer(CheckedWorld.Storage, () => ScriptedHandler.Json("""{"permissions":["storage.objects.get"]}"""));
        var bucket = await _world.RunAsync(CheckedWorld.ToVertex, "Staging bucket writable");
        Assert.Equal(ConnectionCheckStatus.Failed, bucket.Status);
        Assert.Contains("lacks storage.objects.create, storage.objects.delete", bucket.Detail, StringComparison.Ordinal);

        _world.Answer(CheckedWorld.Storage, () => ScriptedHandler.Refusal(404, "NOT_FOUND", "The specified bucket does not exist."));
        bucket = await _world.RunAsync(CheckedWorld.ToVertex, "Staging bucket writable");
        Assert.Equal(ConnectionCheckStatus.Failed, bucket.Status);
        Assert.Contains("does not exist", bucket.Detail, StringComparison.Ordinal);

        bucket = await _world.RunAsync(CheckedWorld.ToVertex with { StagingUri = null }, "Staging bucket writable");
        Assert.Equal(ConnectionCheckStatus.Skipped, bucket.Status);
        Assert.Contains("-StagingUri", bucket.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_location_that_does_not_tune_offers_no_model()
    {
        _world.Answer(CheckedWorld.Vertex, () => ScriptedHandler.Refusal(404, "NOT_FOUND", "Not found"));

        var models = await _world.RunAsync(CheckedWorld.ToVertex, "Tunable models offered");

        Assert.Equal(ConnectionCheckStatus.Failed, models.Status);
        Assert.Contains("-Location", models.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_a_failed_check_and_a_cancellation_is_not()
    {
        _world.Answer(CheckedWorld.ServiceUsage, () => throw new HttpRequestException("Connection refused"));
        var api = await _world.RunAsync(CheckedWorld.ToVertex, "API enabled");
        Assert.Equal(ConnectionCheckStatus.Failed, api.Status);
        Assert.Contains("Connection refused", api.Detail, StringComparison.Ordinal);
        Assert.Contains("network", api.Fix, StringComparison.Ordinal);

        using var stop = new CancellationTokenSource();
        var context = await _world.Bench.ConnectAsync(CheckedWorld.ToVertex);
        using var running = context.Checks.Run(_world.Bench.With(stop.Token)).GetEnumerator();
        Assert.True(running.MoveNext());
        await running.Current;
        await stop.CancelAsync();
        Assert.True(running.MoveNext());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Current);
    }
}
