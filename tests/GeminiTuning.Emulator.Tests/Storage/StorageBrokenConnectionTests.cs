using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

public sealed class StorageBrokenConnectionTests : IDisposable
{
    private const int Unit = 256 * 1024;
    private readonly StorageEmulator _emulator = new();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task What_arrived_before_a_connection_was_closed_is_kept_and_the_upload_goes_on_after_it()
    {
        var content = Contents.Random(4 * Unit);
        var location = await _emulator.StartUpload("x");
        using (var connection = await RawConnection.Open(_emulator.Endpoint))
        {
            await connection.SendHead("PUT", location, $"Content-Length: {content.Length}", $"Content-Range: bytes 0-{content.Length - 1}/{content.Length}");
            await connection.Send(content[..(Unit + 1000)]);
        }

        await RequireProgress(location, Unit + 1000);
        (await _emulator.Metadata("x")).Require(404);
        await Resume(location, content, Unit + 1000);
    }

    [Fact]
    public async Task A_piece_with_more_to_come_may_break_off_too()
    {
        var content = Contents.Random(3 * Unit);
        var location = await _emulator.StartUpload("x");
        using (var connection = await RawConnection.Open(_emulator.Endpoint))
        {
            await connection.SendHead("PUT", location, $"Content-Length: {2 * Unit}", $"Content-Range: bytes 0-{(2 * Unit) - 1}/*");
            await connection.Send(content[..100_000]);
        }

        await RequireProgress(location, 100_000);

        // The rest of that piece is no multiple of the unit, but ends where the piece would have.
        Assert.Equal($"bytes=0-{(2 * Unit) - 1}", (await _emulator.Put(location, content[100_000..(2 * Unit)], $"bytes 100000-{(2 * Unit) - 1}/*")).Require(308).Header("Range"));
        await Resume(location, content, 2 * Unit);
    }

    [Fact]
    public async Task A_chunked_body_without_its_last_chunk_is_no_complete_upload()
    {
        var content = Contents.Random(3 * Unit);
        var location = await _emulator.StartUpload("x");
        using (var connection = await RawConnection.Open(_emulator.Endpoint))
        {
            await connection.SendHead("PUT", location, "Transfer-Encoding: chunked", "Content-Range: bytes 0-*/*");
            await connection.Send(Encoding.ASCII.GetBytes(Unit.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            await connection.Send(content[..Unit]);
            await connection.Send("\r\n"u8.ToArray());
        }

        await RequireProgress(location, Unit);
        (await _emulator.Metadata("x")).Require(404);
        await Resume(location, content, Unit);
    }

    [Fact]
    public async Task A_connection_that_is_reset_leaves_an_upload_that_goes_on()
    {
        var content = Contents.Random(4 * Unit);
        var location = await _emulator.StartUpload("x");
        using (var connection = await RawConnection.Open(_emulator.Endpoint))
        {
            await connection.SendHead("PUT", location, $"Content-Length: {content.Length}");
            await connection.Send(content[..(2 * Unit)]);
            connection.Reset();
        }

        // How much of it the server got to read is not up to the server.
        var range = (await _emulator.Put(location, [], "bytes */*")).Require(308).Header("Range");
        await Resume(location, content, range is null ? 0 : int.Parse(range["bytes=0-".Length..], CultureInfo.InvariantCulture) + 1);
    }

    [Fact]
    public async Task An_upload_goes_on_though_an_earlier_connection_hangs()
    {
        var content = Contents.Random(2 * Unit);
        var location = await _emulator.StartUpload("x");
        using var hanging = await RawConnection.Open(_emulator.Endpoint);
        await hanging.SendHead("PUT", location, $"Content-Length: {content.Length}");
        await hanging.Send(content[..Unit]);
        await RequireProgress(location, Unit);
        await Resume(location, content, Unit);
    }

    [Theory]
    [InlineData("uploadType=media&name=x", "text/plain", "Content-Length: 1000")]
    [InlineData("uploadType=media&name=x", "text/plain", "Transfer-Encoding: chunked")]
    [InlineData("uploadType=multipart", "multipart/related; boundary=b", "Content-Length: 1000")]
    public async Task A_simple_upload_that_breaks_off_makes_nothing(string query, string contentType, string framing)
    {
        using (var connection = await RawConnection.Open(_emulator.Endpoint))
        {
            await connection.SendHead("POST", $"{_emulator.BaseUrl}/upload/storage/v1/b/training-data/o?{query}", "Content-Type: " + contentType, framing);
            await connection.Send("40\r\n--b\r\n\r\n{\"name\": \"x\"}\r\n--b\r\n\r\nsome content"u8.ToArray());
        }

        (await _emulator.Upload("later", "x")).Require(200);
        (await _emulator.Metadata("x")).Require(404);
    }

    [Fact]
    public async Task A_refusal_reaches_a_client_that_sends_its_body_first()
    {
        var answer = await _emulator.Send(HttpMethod.Post, "/upload/storage/v1/b/nowhere/o?uploadType=media&name=x", new ByteArrayContent(new byte[8 * 1024 * 1024]));
        answer.RequireError(404, "notFound");
    }

    [Fact]
    public async Task A_client_that_waits_for_100_is_told_to_go_on()
    {
        using var connection = await RawConnection.Open(_emulator.Endpoint);
        await connection.SendHead(
            "POST", $"{_emulator.BaseUrl}/upload/storage/v1/b/training-data/o?uploadType=media&name=x", "Content-Length: 5", "Expect: 100-continue", "Connection: close");
        await connection.Send("hello"u8.ToArray());
        Assert.Matches(@"^HTTP/1\.1 100 [^\r]*\r\n\r\nHTTP/1\.1 200 OK", await connection.ReadToEnd());
        Assert.Equal("hello", (await _emulator.Download("x")).Text);
    }

    /// <summary>Asks how far an upload is until that is as far as it must get, or too often.</summary>
    private async Task RequireProgress(string location, int length)
    {
        var expected = $"bytes=0-{length - 1}";
        var range = "";
        for (var i = 0; i < 50 && !string.Equals(range, expected, StringComparison.Ordinal); i++)
        {
            range = (await _emulator.Put(location, [], "bytes */*")).Require(308).Header("Range");
        }

        Assert.Equal(expected, range);
    }

    private async Task Resume(string location, byte[] content, int from)
    {
        var answer = await _emulator.Put(location, content[from..], $"bytes {from}-{content.Length - 1}/{content.Length}");
        Assert.Equal($"{content.Length}", answer.Require(200)["size"]);
        Assert.Equal(content, (await _emulator.Download("x")).Body);
    }
}
