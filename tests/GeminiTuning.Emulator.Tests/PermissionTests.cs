using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class PermissionTests : IAsyncLifetime
{
    private const string Model = "v1beta/tunedModels/numbers";
    private const string Permissions = Model + "/permissions";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public async ValueTask InitializeAsync() => await _emulator.Create("numbers");

    public ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Whoever_makes_a_model_owns_it()
    {
        var owner = Assert.Single((await Call(HttpMethod.Get, Permissions)).Json["permissions"]!.AsArray())!;
        Assert.Matches("^tunedModels/numbers/permissions/[a-z0-9]+$", (string?)owner["name"]);
        Assert.Equal(("USER", "me@example.com", "OWNER"), ((string?)owner["granteeType"], (string?)owner["emailAddress"], (string?)owner["role"]));
    }

    [Fact]
    public async Task A_permission_is_made_changed_and_deleted()
    {
        var created = await Share("""{"granteeType": "USER", "emailAddress": "user@example.com", "role": "READER"}""");
        var name = (string)created.Json["name"]!;
        created.ShouldBe(200, $$"""{"name": "{{name}}", "granteeType": "USER", "emailAddress": "user@example.com", "role": "READER"}""");
        Assert.Equal(created.Text, (await Call(HttpMethod.Get, "v1beta/" + name)).Text);
        var changed = await Call(HttpMethod.Patch, $"v1beta/{name}?updateMask=role", """{"role": "WRITER"}""");
        Assert.Equal((200, "WRITER"), (changed.Status, (string?)changed.Json["role"]));
        (await Call(HttpMethod.Delete, "v1beta/" + name)).ShouldBe(200, "{}");
        (await Call(HttpMethod.Get, "v1beta/" + name)).ShouldFail(404, "NOT_FOUND", $"Permission {name} does not exist.");
    }

    [Fact]
    public async Task A_grantee_has_one_permission()
    {
        await Share("""{"granteeType": "GROUP", "emailAddress": "group@example.com", "role": "READER"}""");
        (await Share("""{"granteeType": "GROUP", "emailAddress": "Group@example.com", "role": "WRITER"}""")).ShouldFail(
            409, "ALREADY_EXISTS", "There is already a permission for Group@example.com on tuned model tunedModels/numbers.");
    }

    [Fact]
    public async Task Everyone_has_one_permission_without_an_address()
    {
        var created = await Share("""{"granteeType": "EVERYONE", "role": "READER"}""");
        Assert.Null(created.Json["emailAddress"]);
        (await Share("""{"granteeType": "EVERYONE", "role": "WRITER"}""")).ShouldFail(
            409, "ALREADY_EXISTS", "There is already a permission for everyone on tuned model tunedModels/numbers.");
    }

    [Theory]
    [InlineData("""{"granteeType": "EVERYONE", "emailAddress": "user@example.com", "role": "READER"}""", "email_address", "The e-mail address must not be set when the grantee type is EVERYONE.")]
    [InlineData("""{"granteeType": "USER", "role": "READER"}""", "email_address", "A valid e-mail address must be specified when the grantee type is USER or GROUP.")]
    [InlineData("""{"role": "READER"}""", "grantee_type", "The grantee type must be USER, GROUP or EVERYONE.")]
    [InlineData("""{"granteeType": "USER", "emailAddress": "user@example.com"}""", "role", "The role must be READER or WRITER. To make somebody else the owner, use transferOwnership.")]
    [InlineData("""{"granteeType": "USER", "emailAddress": "user@example.com", "role": "OWNER"}""", "role", "The role must be READER or WRITER. To make somebody else the owner, use transferOwnership.")]
    public async Task A_permission_that_makes_no_sense_is_refused(string body, string field, string problem) =>
        (await Share(body)).ShouldRefuse("CreatePermissionRequest.permission." + field, problem);

    [Theory]
    [InlineData("", "The update mask must be specified. Use updateMask=role.")]
    [InlineData("?updateMask=emailAddress", "The field 'emailAddress' cannot be changed. Only role can.")]
    [InlineData("?updateMask=colour", "Invalid field mask: permission has no field 'colour'.")]
    public async Task Only_the_role_can_be_changed(string query, string problem)
    {
        var name = (string)(await Share("""{"granteeType": "EVERYONE", "role": "READER"}""")).Json["name"]!;
        (await Call(HttpMethod.Patch, "v1beta/" + name + query, """{"role": "WRITER"}""")).ShouldRefuse("UpdatePermissionRequest.update_mask", problem);
    }

    [Fact]
    public async Task The_owner_stays_the_owner()
    {
        var owner = (string)(await Call(HttpMethod.Get, Permissions)).Json["permissions"]![0]!["name"]!;
        Assert.Equal(400, (await Call(HttpMethod.Delete, "v1beta/" + owner)).Status);
        Assert.Equal(400, (await Call(HttpMethod.Patch, $"v1beta/{owner}?updateMask=role", """{"role": "READER"}""")).Status);
    }

    [Fact]
    public async Task Lists_have_pages()
    {
        await Share("""{"granteeType": "EVERYONE", "role": "READER"}""");
        var first = (await Call(HttpMethod.Get, Permissions + "?pageSize=1")).Json;
        var second = (await Call(HttpMethod.Get, $"{Permissions}?pageSize=1&pageToken={first["nextPageToken"]}")).Json;
        Assert.Equal("EVERYONE", (string?)Assert.Single(second["permissions"]!.AsArray())!["granteeType"]);
        Assert.Null(second["nextPageToken"]);
    }

    [Fact]
    public async Task Ownership_is_transferred_and_the_former_owner_may_write()
    {
        await Share("""{"granteeType": "USER", "emailAddress": "new@example.com", "role": "READER"}""");
        (await Call(HttpMethod.Post, Model + ":transferOwnership", """{"emailAddress": "new@example.com"}""")).ShouldBe(200, "{}");
        var roles = (await Call(HttpMethod.Get, Permissions)).Json["permissions"]!.AsArray()
            .Select(permission => $"{permission!["emailAddress"]} {permission["role"]}").Order(StringComparer.Ordinal);
        Assert.Equal(["me@example.com WRITER", "new@example.com OWNER"], roles);
        (await Call(HttpMethod.Post, Model + ":transferOwnership", """{"emailAddress": "me@example.com"}""")).ShouldFail(
            403, "PERMISSION_DENIED", "You need to be the owner of the resource to transfer ownership.");
        Assert.Equal(200, (await Call(HttpMethod.Patch, Model, """{"description": "still mine to change"}""")).Status);
        (await Call(HttpMethod.Delete, Model)).ShouldFail(403, "PERMISSION_DENIED", "You do not have permission to access tuned model numbers.");
        (await _emulator.SendWithToken(HttpMethod.Delete, Model, token: "token:new@example.com")).ShouldBe(200, "{}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"emailAddress": "nobody"}""")]
    public async Task Ownership_goes_to_an_address(string body) =>
        (await Call(HttpMethod.Post, Model + ":transferOwnership", body)).ShouldRefuse(
            "TransferOwnershipRequest.email_address", "The e-mail address of the new owner must be specified.");

    [Fact]
    public async Task A_reader_reads_and_does_not_change()
    {
        await _emulator.SendWithToken(HttpMethod.Post, "v1beta/tunedModels?tunedModelId=hers", TestEmulator.CreationBody(), "token:her@example.com");
        Assert.Equal(403, (await Call(HttpMethod.Get, "v1beta/tunedModels/hers")).Status);
        await _emulator.SendWithToken(HttpMethod.Post, "v1beta/tunedModels/hers/permissions", """{"granteeType": "EVERYONE", "role": "READER"}""", "token:her@example.com");
        Assert.Equal(200, (await Call(HttpMethod.Get, "v1beta/tunedModels/hers")).Status);
        Assert.Equal(403, (await Call(HttpMethod.Patch, "v1beta/tunedModels/hers", """{"description": "mine"}""")).Status);
        Assert.Equal(403, (await Call(HttpMethod.Post, "v1beta/tunedModels/hers/permissions", """{"granteeType": "USER", "emailAddress": "a@example.com", "role": "READER"}""")).Status);
    }

    private Task<TestReply> Call(HttpMethod method, string path, string? body = null) => _emulator.SendWithToken(method, path, body);

    private Task<TestReply> Share(string body) => Call(HttpMethod.Post, Permissions, body);
}
