using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageUploadTests : IDisposable
{
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task A_simple_upload_is_answered_with_the_object()
    {
        var answer = (await _emulator.Upload("dir/123456789.txt", "123456789", "", ("Content-Type", "text/plain"))).Require(200);
        Assert.Equal("storage#object", answer["kind"]);
        Assert.Equal("training-data", answer["bucket"]);
        Assert.Equal("dir/123456789.txt", answer["name"]);
        Assert.Equal("text/plain", answer["contentType"]);
        Assert.Equal("STANDARD", answer["storageClass"]);
        Assert.Equal("9", answer["size"]);
        Assert.Equal("1", answer["metageneration"]);
        Assert.Equal("4waSgw==", answer["crc32c"]);
        Assert.Equal("JfnnlDI7RTiF9RgfG2JNCw==", answer["md5Hash"]);
        Assert.Equal($"training-data/dir/123456789.txt/{answer["generation"]}", answer["id"]);
        Assert.Equal($"{_emulator.BaseUrl}/storage/v1/b/training-data/o/dir%2F123456789.txt", answer["selfLink"]);
        Assert.Equal($"{_emulator.BaseUrl}/download/storage/v1/b/training-data/o/dir%2F123456789.txt?generation={answer["generation"]}&alt=media", answer["mediaLink"]);
        Assert.Equal(answer["etag"], answer.Header("ETag"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer["timeCreated"]);
        Assert.Equal("123456789", (await _emulator.Get(answer["mediaLink"]!)).Require(200).Text);
    }

    [Theory]
    [InlineData("träining/数据/😀 & more?#%2F.jsonl")]
    [InlineData("a+b=c/..%/ü")]
    [InlineData("ends/in/slash/")]
    public async Task A_name_may_be_any_text(string name)
    {
        Assert.Equal(name, (await _emulator.Upload(name, "x")).Require(200)["name"]);
        Assert.Equal(name, (await _emulator.Metadata(name)).Require(200)["name"]);
        Assert.Equal("x", (await _emulator.Download(name)).Require(200).Text);
        Assert.Equal("x", (await _emulator.Get($"/download/storage/v1/b/training-data/o/{Uri.EscapeDataString(name)}?alt=media")).Require(200).Text);
        (await _emulator.Delete($"/b/training-data/o/{Uri.EscapeDataString(name)}")).Require(204);
    }

    [Theory]
    [InlineData("%0A")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".well-known%2Facme-challenge%2Fx")]
    public async Task A_name_that_an_object_cannot_have_is_refused(string escaped) =>
        (await _emulator.Post($"/upload/storage/v1/b/training-data/o?uploadType=media&name={escaped}", "x")).RequireError(400, "invalid");

    [Fact]
    public async Task A_name_of_more_than_1024_bytes_is_refused()
    {
        (await _emulator.Upload(new string('ü', 512), "x")).Require(200);
        (await _emulator.Upload(new string('ü', 513), "x")).RequireError(400, "invalid");
        (await _emulator.Post("/upload/storage/v1/b/training-data/o?uploadType=media", "x")).RequireError(400, "required");
    }

    [Theory]
    [InlineData("\r\n", "multipart/related; boundary=frontier")]
    [InlineData("\r\n", "multipart/related; charset=utf-8; boundary=\"frontier\"")]
    [InlineData("\n", "multipart/related; boundary=frontier")]
    public async Task A_multipart_upload_brings_metadata_and_content(string newLine, string contentType)
    {
        var body = string.Join(
            newLine,
            "--frontier",
            "Content-Type: application/json; charset=UTF-8",
            "",
            """{"name": "a/b", "contentType": "application/jsonl", "metadata": {"k": "v", "n": 1}, "generation": "5"}""",
            "--frontier",
            "Content-Type: text/plain",
            "",
            "first\r\n-- frontier\r\n--frontie",
            "--frontier--",
            "");
        var answer = (await Multipart(body, contentType)).Require(200);
        Assert.Equal("a/b", answer["name"]);
        Assert.Equal("application/jsonl", answer["contentType"]);
        Assert.Equal("""{"k":"v","n":"1"}""", answer.Json["metadata"]!.ToJsonString());
        Assert.NotEqual("5", answer["generation"]);
        Assert.Equal("first\r\n-- frontier\r\n--frontie", (await _emulator.Download("a/b")).Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_060)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task A_multipart_upload_keeps_every_byte_of_its_content(int length)
    {
        var content = Contents.Random(length);
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes("--b\r\nContent-Type: application/json\r\n\r\n{\"name\":\"x\"}\r\n--b\r\nContent-Type: a/b\r\n\r\n"),
            .. content,
            .. Encoding.UTF8.GetBytes("\r\n--b--"),
        ];
        using var part = new ByteArrayContent(body);
        part.Headers.TryAddWithoutValidation("Content-Type", "multipart/related; boundary=b");
        var answer = await _emulator.Send(HttpMethod.Post, "/upload/storage/v1/b/training-data/o?uploadType=multipart", part);
        Assert.Equal("a/b", answer.Require(200)["contentType"]);
        Assert.Equal(content, (await _emulator.Download("x")).Body);
    }

    [Theory]
    [InlineData("no delimiter at all", "multipart/related; boundary=b")]
    [InlineData("--b\r\n\r\n{}\r\n--b--", "multipart/related; boundary=b")]
    [InlineData("--b\r\n\r\n{\"name\":\"x\"}\r\n--b\r\n\r\nx", "multipart/related; boundary=b")]
    [InlineData("--b\r\n\r\n{\"name\":\"x\"}\r\n--b\r\n\r\nx\r\n--b\r\n\r\ny\r\n--b--", "multipart/related; boundary=b")]
    [InlineData("--b\r\n\r\n{}\r\n--b\r\n\r\nx\r\n--b--", "multipart/related")]
    [InlineData("--b\r\n\r\n{}\r\n--b\r\n\r\nx\r\n--b--", "text/plain")]
    public async Task A_multipart_upload_that_is_malformed_is_refused(string body, string contentType) =>
        (await Multipart(body, contentType)).RequireError(400, "badContent");

    [Theory]
    [InlineData("crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==", 200)]
    [InlineData("crc32c=AAAAAA==", 400)]
    [InlineData("md5=AAAAAAAAAAAAAAAAAAAAAA==", 400)]
    public async Task A_hash_that_comes_with_the_content_has_to_be_its_hash(string header, int status)
    {
        (await _emulator.Upload("x", "123456789", "", ("X-Goog-Hash", header))).Require(status);
        (await _emulator.Metadata("x")).Require(status == 200 ? 200 : 404);
    }

    [Theory]
    [InlineData("\"crc32c\": \"4waSgw==\", \"md5Hash\": \"JfnnlDI7RTiF9RgfG2JNCw==\"", 200)]
    [InlineData("\"crc32c\": \"AAAAAA==\"", 400)]
    [InlineData("\"md5Hash\": \"AAAAAAAAAAAAAAAAAAAAAA==\"", 400)]
    public async Task A_hash_in_the_metadata_has_to_be_that_of_the_content(string hash, int status)
    {
        var multipart = $"--b\r\n\r\n{{\"name\": \"x\", {hash}}}\r\n--b\r\n\r\n123456789\r\n--b--";
        (await Multipart(multipart, "multipart/related; boundary=b")).Require(status);
        var location = await _emulator.StartUpload("y", $"{{{hash}}}");
        (await _emulator.Put(location, Encoding.UTF8.GetBytes("123456789"))).Require(status);
        (await _emulator.Metadata("y")).Require(status == 200 ? 200 : 404);
    }

    [Fact]
    public async Task A_body_that_is_compressed_for_the_transport_is_stored_decompressed()
    {
        var answer = await _emulator.Upload("x", Contents.Gzip("plain text"), "", ("Content-Encoding", "gzip"));
        Assert.Null(answer.Require(200)["contentEncoding"]);
        Assert.Equal("10", answer["size"]);
    }

    [Fact]
    public async Task A_content_that_is_compressed_itself_is_kept_and_sent_as_it_is()
    {
        var compressed = Contents.Gzip("plain text");
        var answer = await _emulator.Upload("x", compressed, "&contentEncoding=gzip");
        Assert.Equal("gzip", answer.Require(200)["contentEncoding"]);
        var download = (await _emulator.Download("x")).Require(200);
        Assert.Equal("gzip", download.Header("Content-Encoding"));
        Assert.Equal(compressed, download.Body);
    }

    [Fact]
    public async Task An_upload_replaces_what_has_its_name_with_a_new_generation()
    {
        var first = (await _emulator.Upload("x", "old")).Require(200);
        var second = (await _emulator.Upload("x", "new")).Require(200);
        Assert.True(second.Generation > first.Generation);
        Assert.Equal("new", (await _emulator.Download("x")).Text);
        (await _emulator.Get($"/storage/v1/b/training-data/o/x?generation={first["generation"]}")).RequireError(404, "notFound", "No such object: training-data/x");
        (await _emulator.Get($"/storage/v1/b/training-data/o/x?generation={second["generation"]}")).Require(200);
    }

    private async Task<StorageAnswer> Multipart(string body, string contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await _emulator.Send(HttpMethod.Post, "/upload/storage/v1/b/training-data/o?uploadType=multipart", content);
    }
}
