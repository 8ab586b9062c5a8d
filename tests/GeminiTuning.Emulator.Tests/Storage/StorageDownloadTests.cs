using System;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageDownloadTests : IDisposable
{
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Theory]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=7-100", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-100", "0123456789", "bytes 0-9/10")]
    public async Task A_range_is_answered_with_that_part(string range, string expected, string contentRange)
    {
        (await _emulator.Upload("x", "0123456789")).Require(200);
        var answer = (await _emulator.Download("x", ("Range", range))).Require(206);
        Assert.Equal(expected, answer.Text);
        Assert.Equal(contentRange, answer.Header("Content-Range"));
    }

    [Theory]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=-")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("lines=1-2")]
    public async Task A_range_that_means_nothing_is_answered_with_the_whole(string range)
    {
        (await _emulator.Upload("x", "0123456789")).Require(200);
        Assert.Equal("0123456789", (await _emulator.Download("x", ("Range", range))).Require(200).Text);
    }

    [Theory]
    [InlineData("0123456789", "bytes=10-")]
    [InlineData("0123456789", "bytes=-0")]
    [InlineData("", "bytes=0-")]
    public async Task A_range_beyond_the_end_cannot_be_satisfied(string content, string range)
    {
        (await _emulator.Upload("x", content)).Require(200);
        var answer = await _emulator.Download("x", ("Range", range));
        answer.RequireError(416, "requestedRangeNotSatisfiable");
        Assert.Equal($"bytes */{content.Length}", answer.Header("Content-Range"));
    }

    [Fact]
    public async Task A_download_has_the_headers_of_the_object()
    {
        var metadata = """{"contentType": "application/jsonl", "cacheControl": "no-store", "contentDisposition": "attachment", "contentLanguage": "de"}""";
        var location = await _emulator.StartUpload("x", metadata);
        var made = (await _emulator.Put(location, "123456789"u8.ToArray())).Require(200);
        var answer = (await _emulator.Download("x")).Require(200);
        Assert.Equal("application/jsonl", answer.Header("Content-Type"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("attachment", answer.Header("Content-Disposition"));
        Assert.Equal("de", answer.Header("Content-Language"));
        Assert.Equal("9", answer.Header("Content-Length"));
        Assert.Equal("crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==", answer.Header("X-Goog-Hash"));
        Assert.Equal(made["generation"], answer.Header("X-Goog-Generation"));
        Assert.Equal(made["etag"], answer.Header("ETag"));
    }

    [Fact]
    public async Task Head_has_the_headers_alone()
    {
        (await _emulator.Upload("x", "123456789")).Require(200);
        var answer = (await _emulator.Send(HttpMethod.Head, "/storage/v1/b/training-data/o/x?alt=media")).Require(200);
        Assert.Equal("9", answer.Header("Content-Length"));
        Assert.Empty(answer.Body);
        Assert.Equal("123456789", (await _emulator.Download("x")).Require(200).Text);
    }

    [Fact]
    public async Task An_unknown_object_is_not_found()
    {
        const string Message = "No such object: training-data/dir/none";
        (await _emulator.Metadata("dir/none")).RequireError(404, "notFound", Message);
        (await _emulator.Download("dir/none")).RequireError(404, "notFound", Message);
        (await _emulator.Get("/download/storage/v1/b/training-data/o/dir%2Fnone?alt=media")).RequireError(404, "notFound", Message);
        (await _emulator.Patch("/storage/v1/b/training-data/o/dir%2Fnone", "{}")).RequireError(404, "notFound", Message);
        (await _emulator.Delete("/storage/v1/b/training-data/o/dir%2Fnone")).RequireError(404, "notFound", Message);
    }

    [Fact]
    public async Task A_slash_of_a_name_has_to_be_escaped_in_a_path()
    {
        (await _emulator.Upload("a/b", "x")).Require(200);
        (await _emulator.Get("/storage/v1/b/training-data/o/a/b")).Require(404);
        (await _emulator.Get("/storage/v1/b/training-data/o/a%2fb")).Require(200);
    }
}
