using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Auth;

public sealed class ProjectTests : IDisposable
{
    private const string Permissions = """{"permissions": ["aiplatform.tuningJobs.create", "storage.objects.create"]}""";
    private readonly SignInEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_project_is_told_about()
    {
        var json = (await _emulator.Get("/v1/projects/my-project", await _emulator.Token())).Json;
        Assert.Equal(("my-project", "ACTIVE"), ((string?)json["projectId"], (string?)json["lifecycleState"]));
        Assert.Equal(json["projectNumber"]!.ToString(), (string?)(await _emulator.Get($"/v1/projects/{json["projectNumber"]}", await _emulator.Token())).Json["projectNumber"]);
    }

    [Theory]
    [InlineData("no-such-project")]
    [InlineData("forbidden-project")]
    public async Task A_project_that_one_may_not_see_is_refused(string project) =>
        (await _emulator.Get("/v1/projects/" + project, await _emulator.Token())).ShouldFail(403, "PERMISSION_DENIED", "The caller does not have permission");

    [Fact]
    public async Task Permissions_on_a_project_can_be_asked_for()
    {
        (await Test("my-project", Permissions)).ShouldBe(200, Permissions);
        (await Test("forbidden-project", Permissions)).ShouldBe(200, "{}");
        (await Test("my-project", """{"permissions": ["storage.*"]}""")).ShouldFail(400, "INVALID_ARGUMENT", "Permission storage.* is not valid for this resource.");
    }

    [Theory]
    [InlineData("aiplatform.googleapis.com", "ENABLED")]
    [InlineData("generativelanguage.googleapis.com", "ENABLED")]
    [InlineData("bigquery.googleapis.com", "DISABLED")]
    public async Task Services_that_the_emulator_has_are_enabled(string service, string state)
    {
        var json = (await _emulator.Get("/v1/projects/my-project/services/" + service, await _emulator.Token())).Json;
        Assert.Equal((state, service), ((string?)json["state"], (string?)json["config"]!["name"]));
        Assert.StartsWith("projects/", (string?)json["parent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_key_is_not_enough()
    {
        Assert.Equal(401, (await _emulator.Get("/v1/projects/p?key=k")).Status);
        Assert.Equal(401, (await _emulator.Get("/v1/projects/p/services/aiplatform.googleapis.com")).Status);
    }

    [Fact]
    public async Task Permissions_on_a_bucket_can_be_asked_for() =>
        (await _emulator.Get("/storage/v1/b/geminituning-emulator/iam/testPermissions?permissions=storage.objects.create", await _emulator.Token()))
            .ShouldBe(200, """{"kind": "storage#testIamPermissionsResponse", "permissions": ["storage.objects.create"]}""");

    private async Task<TestReply> Test(string project, string body) =>
        await _emulator.PostJson($"/v1/projects/{project}:testIamPermissions", body, await _emulator.Token());
}
