using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageResumableTests : IDisposable
{
    private const int Unit = 256 * 1024;
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("POST", "/upload/storage/v1")]
    [InlineData("PUT", "/upload/storage/v1")]
    [InlineData("POST", "/resumable/upload/storage/v1")]
    public async Task An_upload_in_pieces_makes_one_object(string verb, string prefix)
    {
        var content = Contents.Random((2 * Unit) + 5);
        using var metadata = new StringContent("""{"name": "dir/x", "metadata": {"k": "v"}}""");
        var start = await _emulator.Send(
            new HttpMethod(verb), prefix + "/b/training-data/o?uploadType=resumable", metadata, ("X-Upload-Content-Type", "a/b"), ("X-Upload-Content-Length", $"{content.Length}"));
        var location = start.Require(200).Header("Location")!;
        Assert.StartsWith(_emulator.BaseUrl, location, StringComparison.Ordinal);
        Assert.Contains("upload_id=", location, StringComparison.Ordinal);
        Assert.Null((await _emulator.Put(location, [], "bytes */*")).Require(308).Header("Range"));
        var first = (await _emulator.Put(location, content[..Unit], $"bytes 0-{Unit - 1}/*")).Require(308);
        Assert.Equal($"bytes=0-{Unit - 1}", first.Header("Range"));
        Assert.Empty(first.Body);
        (await _emulator.Metadata("dir/x")).Require(404);
        var second = (await _emulator.Put(location, content[Unit..(2 * Unit)], $"bytes {Unit}-{(2 * Unit) - 1}/{content.Length}")).Require(308);
        Assert.Equal($"bytes=0-{(2 * Unit) - 1}", second.Header("Range"));
        Assert.Equal($"bytes=0-{(2 * Unit) - 1}", (await _emulator.Put(location, [], $"bytes */{content.Length}")).Require(308).Header("Range"));
        var last = (await _emulator.Put(location, content[(2 * Unit)..], $"bytes {2 * Unit}-{content.Length - 1}/{content.Length}")).Require(200);
        Assert.Equal("dir/x", last["name"]);
        Assert.Equal("a/b", last["contentType"]);
        Assert.Equal("v", last.Json["metadata"]!["k"]!.GetValue<string>());
        Assert.Equal(content, (await _emulator.Download("dir/x")).Body);

        // A client that lost the last answer asks again.
        Assert.Equal(last["generation"], (await _emulator.Put(location, [], "bytes */*")).Require(200)["generation"]);
        Assert.Equal(last["generation"], (await _emulator.Put(location, content[(2 * Unit)..], $"bytes {2 * Unit}-{content.Length - 1}/{content.Length}")).Require(200)["generation"]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData("bytes 0-*/*", true)]
    [InlineData("bytes 0-*/*", false)]
    [InlineData("bytes 0-*/11", true)]
    [InlineData("bytes 0-10/11", true)]
    [InlineData("bytes 0-10/11", false)]
    public async Task A_whole_content_is_a_complete_upload(string? range, bool isChunked)
    {
        var location = await _emulator.StartUpload("x");
        using var body = new ByteArrayContent("hello world"u8.ToArray());
        if (range is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        (string Name, string Value)[] framing = isChunked ? [("Transfer-Encoding", "chunked")] : [];
        var answer = await _emulator.Send(HttpMethod.Put, location, body, framing);
        Assert.Equal("11", answer.Require(200)["size"]);
        Assert.Equal("hello world", (await _emulator.Download("x")).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bytes */0")]
    [InlineData("bytes 0-*/*")]
    public async Task An_empty_object_is_an_upload_without_content(string? range)
    {
        var location = await _emulator.StartUpload("x");
        Assert.Equal("0", (await _emulator.Put(location, [], range)).Require(200)["size"]);
        Assert.Equal("AAAAAA==", (await _emulator.Metadata("x"))["crc32c"]);
    }

    [Fact]
    public async Task A_question_that_names_the_length_that_is_there_completes_the_upload()
    {
        var location = await _emulator.StartUpload("x");
        (await _emulator.Put(location, Contents.Random(Unit), $"bytes 0-{Unit - 1}/*")).Require(308);
        Assert.Equal($"{Unit}", (await _emulator.Put(location, [], $"bytes */{Unit}")).Require(200)["size"]);
    }

    [Fact]
    public async Task A_piece_that_overlaps_what_is_there_adds_only_what_is_new()
    {
        var content = Contents.Random(2 * Unit);
        var location = await _emulator.StartUpload("x");
        (await _emulator.Put(location, content[..Unit], $"bytes 0-{Unit - 1}/*")).Require(308);
        Assert.Equal($"bytes=0-{Unit - 1}", (await _emulator.Put(location, content[..Unit], $"bytes 0-{Unit - 1}/*")).Require(308).Header("Range"));
        (await _emulator.Put(location, content, $"bytes 0-{content.Length - 1}/{content.Length}")).Require(200);
        Assert.Equal(content, (await _emulator.Download("x")).Body);
    }

    [Fact]
    public async Task A_piece_that_leaves_a_gap_is_refused_and_the_upload_goes_on()
    {
        var content = Contents.Random(2 * Unit);
        var location = await _emulator.StartUpload("x");
        var gap = (await _emulator.Put(location, content[Unit..], $"bytes {Unit}-{(2 * Unit) - 1}/{2 * Unit}")).Require(503);
        Assert.Equal("text/plain; charset=utf-8", gap.Header("Content-Type"));
        Assert.Equal("Invalid request.  According to the Content-Range header, the upload offset is 262144 byte(s), which exceeds already uploaded size of 0 byte(s).", gap.Text);
        (await _emulator.Put(location, content, $"bytes 0-{content.Length - 1}/{content.Length}")).Require(200);
    }

    [Theory]
    [InlineData(1024, "bytes 0-1023/*")]
    [InlineData(1024, "bytes 0-1023/5000")]
    [InlineData(Unit + 1, "bytes 0-262144/*")]
    [InlineData(10, "bytes 0-8/9")]
    [InlineData(10, "bytes 0-10/11")]
    [InlineData(10, "bytes 0-*/11")]
    [InlineData(10, "bytes 5-4/10")]
    [InlineData(10, "bytes 0-9/9")]
    [InlineData(10, "bytes 0-9")]
    [InlineData(10, "0-9/10")]
    public async Task A_piece_that_does_not_fit_its_range_is_refused(int length, string range)
    {
        var location = await _emulator.StartUpload("x");
        (await _emulator.Put(location, Contents.Random(length), range)).RequireError(400, "invalid");
        (await _emulator.Metadata("x")).Require(404);
        (await _emulator.Put(location, [], "bytes */*")).Require(308);
    }

    [Fact]
    public async Task A_content_of_another_length_than_was_announced_is_refused()
    {
        var location = await _emulator.StartUpload("x", "{}", ("X-Upload-Content-Length", "20"));
        (await _emulator.Put(location, Contents.Random(10))).RequireError(400, "invalid");
        (await _emulator.Put(location, Contents.Random(10), "bytes 0-9/10")).RequireError(400, "invalid");
        (await _emulator.Metadata("x")).Require(404);
    }

    [Fact]
    public async Task A_hash_may_come_with_the_last_piece()
    {
        var wrong = await _emulator.StartUpload("x");
        (await _emulator.Put(wrong, "123456789"u8.ToArray(), "bytes 0-8/9", ("X-Goog-Hash", "crc32c=AAAAAA=="))).RequireError(400, "invalid");
        (await _emulator.Metadata("x")).Require(404);
        var right = await _emulator.StartUpload("x");
        (await _emulator.Put(right, "123456789"u8.ToArray(), "bytes 0-8/9", ("X-Goog-Hash", "crc32c=4waSgw=="))).Require(200);
    }

    [Fact]
    public async Task A_client_that_cannot_tell_308_from_a_redirect_gets_it_in_a_header()
    {
        var location = await _emulator.StartUpload("x");
        var answer = await _emulator.Put(location, Contents.Random(Unit), $"bytes 0-{Unit - 1}/*", ("X-GUploader-No-308", "yes"));
        Assert.Equal("308", answer.Require(200).Header("X-Http-Status-Code-Override"));
        Assert.Equal($"bytes=0-{Unit - 1}", answer.Header("Range"));
    }

    [Fact]
    public async Task A_cancelled_upload_is_over()
    {
        var location = await _emulator.StartUpload("x");
        (await _emulator.Put(location, Contents.Random(Unit), $"bytes 0-{Unit - 1}/*")).Require(308);
        Assert.Empty((await _emulator.Delete(location)).Require(499).Body);
        (await _emulator.Put(location, "rest"u8.ToArray(), $"bytes {Unit}-{Unit + 3}/{Unit + 4}")).Require(499);
        (await _emulator.Put(location, [], "bytes */*")).Require(499);
        (await _emulator.Metadata("x")).Require(404);
    }

    [Fact]
    public async Task An_upload_that_was_never_started_is_not_found() =>
        (await _emulator.Put("/upload/storage/v1/b/training-data/o?uploadType=resumable&name=x&upload_id=none", [], "bytes */*")).RequireError(404, "notFound");

    [Fact]
    public async Task Uploads_of_one_name_do_not_disturb_each_other()
    {
        var one = await _emulator.StartUpload("x");
        var other = await _emulator.StartUpload("x");
        var contents = new[] { Contents.Random(2 * Unit), Contents.Random(3 * Unit) };
        (await _emulator.Put(one, contents[0][..Unit], $"bytes 0-{Unit - 1}/*")).Require(308);
        (await _emulator.Put(other, contents[1], $"bytes 0-{(3 * Unit) - 1}/{3 * Unit}")).Require(200);
        Assert.Equal(contents[1], (await _emulator.Download("x")).Body);
        (await _emulator.Put(one, contents[0][Unit..], $"bytes {Unit}-{(2 * Unit) - 1}/{2 * Unit}")).Require(200);
        Assert.Equal(contents[0], (await _emulator.Download("x")).Body);
    }

    [Fact]
    public async Task A_name_in_the_query_counts_more_than_one_in_the_metadata()
    {
        var location = await _emulator.StartUpload("from/query", """{"name": "from/metadata"}""");
        Assert.Equal("from/query", (await _emulator.Put(location, Encoding.UTF8.GetBytes("x"))).Require(200)["name"]);
    }
}
