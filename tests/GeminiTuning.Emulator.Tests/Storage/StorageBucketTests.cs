using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageBucketTests : IDisposable
{
    private readonly StorageEmulator _emulator = new(withBucket: false);

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_new_bucket_is_answered_as_it_is_got_and_listed()
    {
        var created = (await _emulator.Post("/storage/v1/b?project=p1", """{"name": "one-bucket", "location": "europe-west4", "labels": {"a": "b"}}""")).Require(200);
        Assert.Equal("storage#bucket", created["kind"]);
        Assert.Equal("EUROPE-WEST4", created["location"]);
        Assert.Equal("region", created["locationType"]);
        Assert.Equal("1", created["metageneration"]);
        Assert.Equal(_emulator.BaseUrl + "/storage/v1/b/one-bucket", created["selfLink"]);
        Assert.Equal("b", created.Json["labels"]!["a"]!.GetValue<string>());
        Assert.Equal(created.Text, (await _emulator.Get("/storage/v1/b/one-bucket?projection=noAcl")).Require(200).Text);
        Assert.Equal(created.Text, (await _emulator.Get("/b/one-bucket")).Require(200).Text);
        await _emulator.Post("/b?project=p2", """{"name": "another"}""");
        var list = (await _emulator.Get("/storage/v1/b?project=p1")).Require(200);
        Assert.Equal("one-bucket", Assert.Single(list.Json["items"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Buckets_are_listed_page_by_page()
    {
        foreach (var name in new[] { "ccc", "aaa", "bbb" })
        {
            (await _emulator.Post("/storage/v1/b?project=p", $$"""{"name": "{{name}}"}""")).Require(200);
        }

        var first = (await _emulator.Get("/storage/v1/b?project=p&maxResults=2")).Require(200);
        Assert.Equal(["aaa", "bbb"], first.Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        var second = (await _emulator.Get("/storage/v1/b?project=p&maxResults=2&pageToken=" + Uri.EscapeDataString(first["nextPageToken"]!))).Require(200);
        Assert.Equal(["ccc"], second.Json["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.Null(second["nextPageToken"]);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper-case")]
    [InlineData("-begins-so")]
    [InlineData("ends-so-")]
    [InlineData("with space")]
    [InlineData("192.168.5.4")]
    [InlineData("google-bucket")]
    [InlineData("my-google-bucket")]
    [InlineData("two..dots")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_name_that_a_bucket_cannot_have_is_refused(string name) =>
        (await _emulator.Post("/storage/v1/b?project=p", $$"""{"name": "{{name}}"}""")).RequireError(400, "invalid", $"Invalid bucket name: '{name}'");

    [Fact]
    public async Task A_bucket_needs_a_project() =>
        (await _emulator.Post("/storage/v1/b", """{"name": "some-bucket"}""")).RequireError(400, "required", "Required parameter: project");

    [Fact]
    public async Task A_taken_name_is_refused()
    {
        (await _emulator.Post("/storage/v1/b?project=p", """{"name": "some-bucket"}""")).Require(200);
        (await _emulator.Post("/storage/v1/b?project=q", """{"name": "some-bucket"}""")).RequireError(409, "conflict");
    }

    [Fact]
    public async Task An_unknown_bucket_is_not_found()
    {
        const string Message = "The specified bucket does not exist.";
        (await _emulator.Get("/storage/v1/b/nowhere")).RequireError(404, "notFound", Message);
        (await _emulator.Get("/storage/v1/b/nowhere/o")).RequireError(404, "notFound", Message);
        (await _emulator.Get("/storage/v1/b/nowhere/o/x?alt=media")).RequireError(404, "notFound", Message);
        (await _emulator.Post("/upload/storage/v1/b/nowhere/o?uploadType=media&name=x", "x")).RequireError(404, "notFound", Message);
        (await _emulator.Delete("/storage/v1/b/nowhere")).RequireError(404, "notFound", Message);
    }

    [Fact]
    public async Task A_bucket_is_deleted_only_when_it_is_empty()
    {
        using var emulator = new StorageEmulator();
        (await emulator.Upload("x", "content")).Require(200);
        (await emulator.Delete("/storage/v1/b/training-data")).RequireError(409, "conflict", "The bucket you tried to delete is not empty.");
        (await emulator.Delete("/storage/v1/b/training-data/o/x")).Require(204);
        var deleted = (await emulator.Delete("/storage/v1/b/training-data")).Require(204);
        Assert.Empty(deleted.Body);
        (await emulator.Get("/storage/v1/b/training-data")).Require(404);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_removes()
    {
        (await _emulator.Post("/storage/v1/b?project=p", """{"name": "some-bucket", "location": "EU", "labels": {"a": "1", "b": "2"}}""")).Require(200);
        var patched = (await _emulator.Patch("/storage/v1/b/some-bucket?ifMetagenerationMatch=1", """{"labels": {"a": null, "c": "3"}, "location": "US"}""")).Require(200);
        Assert.Equal("2", patched["metageneration"]);
        Assert.Equal("EU", patched["location"]);
        Assert.Equal("""{"b":"2","c":"3"}""", patched.Json["labels"]!.ToJsonString());
        (await _emulator.Patch("/storage/v1/b/some-bucket?ifMetagenerationMatch=1", "{}")).RequireError(412, "conditionNotMet");
    }

    [Fact]
    public async Task Every_permission_is_had_but_on_forbidden_buckets()
    {
        (await _emulator.Post("/storage/v1/b?project=p", """{"name": "some-bucket"}""")).Require(200);
        const string Query = "/iam/testPermissions?permissions=storage.objects.get&permissions=storage.objects.create";
        var allowed = (await _emulator.Get("/storage/v1/b/some-bucket" + Query)).Require(200);
        Assert.Equal(["storage.objects.get", "storage.objects.create"], allowed.Json["permissions"]!.AsArray().Select(node => node!.GetValue<string>()));
        Assert.Null((await _emulator.Get("/storage/v1/b/forbidden-bucket" + Query)).Require(200).Json["permissions"]);
        (await _emulator.Get("/storage/v1/b/nowhere" + Query)).Require(404);
    }

    [Fact]
    public async Task A_bucket_whose_name_begins_with_forbidden_lets_nobody_in()
    {
        (await _emulator.Post("/storage/v1/b?project=p", """{"name": "forbidden-bucket"}""")).RequireError(403, "forbidden");
        (await _emulator.Get("/storage/v1/b/forbidden-bucket")).RequireError(403, "forbidden");
        (await _emulator.Get("/storage/v1/b/forbidden-bucket/o")).RequireError(403, "forbidden");
        (await _emulator.Post("/upload/storage/v1/b/forbidden-bucket/o?uploadType=resumable&name=x", "{}")).RequireError(403, "forbidden");
        (await _emulator.Get("/storage/v1/b/forbidden-bucket/o/x?alt=media", ("Authorization", "Bearer somebody@example.com"))).RequireError(
            403,
            "forbidden",
            "somebody@example.com does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist).");
    }
}
