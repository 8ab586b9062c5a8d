using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageMetadataTests : IDisposable
{
    private const string Url = "/storage/v1/b/training-data/o/x";
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_removes()
    {
        var made = (await _emulator.Upload("x", "content", "", ("Content-Type", "text/plain"))).Require(200);
        (await _emulator.Patch(Url, """{"metadata": {"a": "1", "b": "2"}, "cacheControl": "no-cache"}""")).Require(200);
        var patched = (await _emulator.Patch(Url, """{"metadata": {"a": null, "c": "3"}, "cacheControl": null, "size": "99", "name": "y"}""")).Require(200);
        Assert.Equal("""{"b":"2","c":"3"}""", patched.Json["metadata"]!.ToJsonString());
        Assert.Null(patched["cacheControl"]);
        Assert.Equal("text/plain", patched["contentType"]);
        Assert.Equal("7", patched["size"]);
        Assert.Equal("x", patched["name"]);
        Assert.Equal("3", patched["metageneration"]);
        Assert.Equal(made["generation"], patched["generation"]);
        Assert.NotEqual(made["etag"], patched["etag"]);
        Assert.Equal(patched.Text, (await _emulator.Metadata("x")).Text);
    }

    [Fact]
    public async Task An_update_replaces_all_that_can_be_set()
    {
        (await _emulator.Upload("x", "content")).Require(200);
        (await _emulator.Patch(Url, """{"metadata": {"a": "1"}, "cacheControl": "no-cache"}""")).Require(200);
        using var content = new StringContent("""{"contentType": "text/csv"}""");
        var updated = (await _emulator.Send(HttpMethod.Put, Url, content)).Require(200);
        Assert.Equal("text/csv", updated["contentType"]);
        Assert.Null(updated.Json["metadata"]);
        Assert.Null(updated["cacheControl"]);
    }

    [Theory]
    [InlineData("""{"contentType": 5}""", "invalid")]
    [InlineData("""{"metadata": "text"}""", "invalid")]
    [InlineData("""{"metadata": {"a": {}}}""", "invalid")]
    [InlineData("""{"contentDisposition": "two\r\nlines"}""", "invalid")]
    [InlineData("""["a list"]""", "parseError")]
    [InlineData("""{"contentType": """, "parseError")]
    public async Task A_change_that_makes_no_sense_is_refused(string body, string reason)
    {
        (await _emulator.Upload("x", "content")).Require(200);
        (await _emulator.Patch(Url, body)).RequireError(400, reason);
        Assert.Equal("1", (await _emulator.Metadata("x"))["metageneration"]);
    }

    [Fact]
    public async Task A_patch_may_come_as_a_post_that_says_so()
    {
        (await _emulator.Upload("x", "content")).Require(200);
        Assert.Equal("a/b", (await _emulator.Post(Url, """{"contentType": "a/b"}""", ("X-HTTP-Method-Override", "PATCH"))).Require(200)["contentType"]);
    }

    [Theory]
    [InlineData("ifGenerationMatch={0}", 200)]
    [InlineData("ifGenerationMatch=1", 412)]
    [InlineData("ifGenerationMatch=0", 412)]
    [InlineData("ifGenerationNotMatch={0}", 304)]
    [InlineData("ifGenerationNotMatch=1", 200)]
    [InlineData("ifMetagenerationMatch=1", 200)]
    [InlineData("ifMetagenerationMatch=2", 412)]
    [InlineData("ifMetagenerationNotMatch=1", 304)]
    [InlineData("ifMetagenerationNotMatch=2", 200)]
    public async Task Conditions_decide_whether_an_object_is_read(string condition, int status)
    {
        var made = (await _emulator.Upload("x", "content")).Require(200);
        var query = "?" + condition.Replace("{0}", made["generation"]);
        var answer = (await _emulator.Get(Url + query)).Require(status);
        Assert.Equal(status == 304, answer.Body.Length == 0);
        (await _emulator.Get(Url + query + "&alt=media")).Require(status);
    }

    [Theory]
    [InlineData("ifGenerationMatch={0}", 200)]
    [InlineData("ifGenerationMatch=0", 412)]
    [InlineData("ifGenerationMatch=1", 412)]
    [InlineData("ifGenerationNotMatch={0}", 412)]
    [InlineData("ifMetagenerationMatch=1", 200)]
    [InlineData("ifMetagenerationMatch=2", 412)]
    [InlineData("ifMetagenerationNotMatch=1", 412)]
    [InlineData("ifGenerationMatch=x", 400)]
    public async Task Conditions_decide_whether_an_object_is_changed(string condition, int status)
    {
        var made = (await _emulator.Upload("x", "content")).Require(200);
        condition = condition.Replace("{0}", made["generation"]);
        var start = await _emulator.Post($"/upload/storage/v1/b/training-data/o?uploadType=resumable&name=x&{condition}", "{}");
        start.Require(status);
        if (status == 412)
        {
            start.RequireError(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
            (await _emulator.Upload("x", "new", "&" + condition)).Require(412);
            (await _emulator.Delete($"{Url}?{condition}")).Require(412);
        }

        (await _emulator.Patch($"{Url}?{condition}", "{}")).Require(status);
    }

    [Fact]
    public async Task Generation_0_stands_for_an_object_that_does_not_exist()
    {
        (await _emulator.Upload("x", "new", "&ifGenerationNotMatch=0")).Require(412);
        (await _emulator.Upload("x", "new", "&ifGenerationMatch=0")).Require(200);
        (await _emulator.Upload("x", "newer", "&ifGenerationMatch=0")).Require(412);
        (await _emulator.Upload("x", "newer", "&ifGenerationNotMatch=0")).Require(200);
        Assert.Equal("newer", (await _emulator.Download("x")).Text);
    }

    [Fact]
    public async Task A_condition_is_checked_again_when_the_upload_is_complete()
    {
        var start = (await _emulator.Post("/upload/storage/v1/b/training-data/o?uploadType=resumable&name=x&ifGenerationMatch=0", "{}")).Require(200);
        (await _emulator.Upload("x", "somebody else's")).Require(200);
        (await _emulator.Put(start.Header("Location")!, "mine"u8.ToArray())).RequireError(412, "conditionNotMet");
        Assert.Equal("somebody else's", (await _emulator.Download("x")).Text);
    }

    [Fact]
    public async Task Entity_tags_are_conditions_too()
    {
        var etag = (await _emulator.Upload("x", "content")).Require(200)["etag"]!;
        (await _emulator.Get(Url, ("If-None-Match", etag))).Require(304);
        (await _emulator.Get(Url, ("If-Match", etag))).Require(200);
        (await _emulator.Get(Url, ("If-Match", "other"))).Require(412);
        (await _emulator.Delete(Url, ("If-Match", "other"))).Require(412);
        (await _emulator.Delete(Url, ("If-Match", etag))).Require(204);
    }

    [Fact]
    public async Task A_copy_has_the_content_and_the_metadata_of_its_source()
    {
        var made = (await _emulator.Upload("x", "content", "", ("Content-Type", "text/csv"))).Require(200);
        var rewritten = (await _emulator.Post(Url + "/rewriteTo/b/training-data/o/a%2Fcopy", "{}")).Require(200);
        Assert.Equal("storage#rewriteResponse", rewritten["kind"]);
        Assert.True(rewritten.Json["done"]!.GetValue<bool>());
        Assert.Equal("7", rewritten["objectSize"]);
        Assert.Equal("a/copy", rewritten.Json["resource"]!["name"]!.GetValue<string>());
        var copy = (await _emulator.Metadata("a/copy")).Require(200);
        Assert.Equal("text/csv", copy["contentType"]);
        Assert.Equal(made["md5Hash"], copy["md5Hash"]);
        (await _emulator.Delete(Url)).Require(204);
        Assert.Equal("content", (await _emulator.Download("a/copy")).Text);
        var other = await _emulator.Post("/storage/v1/b/training-data/o/a%2Fcopy/copyTo/b/training-data/o/y", """{"contentType": "a/b"}""");
        Assert.Equal("a/b", other.Require(200)["contentType"]);
        (await _emulator.Post("/storage/v1/b/training-data/o/y/rewriteTo/b/nowhere/o/z", "{}")).Require(404);
        (await _emulator.Post("/storage/v1/b/training-data/o/y/rewriteTo/b/training-data/o/z?ifSourceGenerationMatch=1", "{}")).Require(412);
        (await _emulator.Post("/storage/v1/b/training-data/o/none/rewriteTo/b/training-data/o/z", "{}")).Require(404);
    }

    [Fact]
    public async Task Objects_are_composed_in_the_order_that_is_asked_for()
    {
        (await _emulator.Upload("1", "12345")).Require(200);
        (await _emulator.Upload("2", "6789")).Require(200);
        var composed = await _emulator.Post(
            "/storage/v1/b/training-data/o/all/compose",
            """{"destination": {"contentType": "text/plain"}, "sourceObjects": [{"name": "1"}, {"name": "2"}]}""");
        Assert.Equal(2, composed.Require(200).Json["componentCount"]!.GetValue<int>());
        Assert.Equal("4waSgw==", composed["crc32c"]);
        Assert.Null(composed["md5Hash"]);
        Assert.Equal("123456789", (await _emulator.Download("all")).Require(200).Text);
        (await _emulator.Post("/storage/v1/b/training-data/o/all/compose", """{"sourceObjects": []}""")).RequireError(400, "invalid");
        (await _emulator.Post("/storage/v1/b/training-data/o/all/compose", """{"sourceObjects": [{"name": "none"}]}""")).RequireError(404, "notFound");
    }

    [Fact]
    public async Task A_resource_without_such_a_method_says_which_it_has()
    {
        var answer = await _emulator.Send(HttpMethod.Patch, "/storage/v1/b/training-data/o");
        answer.RequireError(405, "methodNotAllowed");
        Assert.Equal("GET,POST,PUT,DELETE", answer.Header("Allow"));
        (await _emulator.Get("/storage/v1/none")).RequireError(404, "notFound");
    }
}
