using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class HttpTests : IDisposable
{
    private const string Create = "/v1beta/tunedModels?key=k";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task An_unknown_path_is_not_found() =>
        (await _emulator.Get("v1beta/tunedModel")).ShouldFail(404, "NOT_FOUND", "The requested URL /v1beta/tunedModel was not found on this server.");

    [Theory]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task A_wrong_method_is_refused_with_those_that_are_right(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1beta/tunedModels/a?key=k");
        using var response = await _emulator.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["DELETE", "GET", "PATCH"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_head_request_has_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1beta/tunedModels?key=k");
        using var response = await _emulator.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(200, (await _emulator.Get("v1beta/tunedModels")).Status);
    }

    [Fact]
    public async Task A_percent_encoded_path_is_the_same_path()
    {
        var operation = await _emulator.Create("numbers");
        Assert.Equal(200, (await _emulator.Get("v1beta/tunedModels%2Fnumbers")).Status);
        Assert.Equal(200, (await _emulator.Post($"v1/{operation}%3Acancel")).Status);
    }

    [Fact]
    public async Task A_compressed_body_is_read()
    {
        var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(TestEmulator.CreationBody()), TestContext.Current.CancellationToken);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Create) { Content = new ByteArrayContent(compressed.ToArray()) };
        request.Content.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(200, (await _emulator.Send(request)).Status);
        using var broken = new HttpRequestMessage(HttpMethod.Post, Create) { Content = new ByteArrayContent([1, 2, 3]) };
        broken.Content.Headers.ContentEncoding.Add("gzip");
        (await _emulator.Send(broken)).ShouldFail(400, "INVALID_ARGUMENT", "The body is not valid gzip.");
    }

    [Fact]
    public async Task A_chunked_body_is_read_also_when_the_client_waits_to_be_told_to_continue()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Create) { Content = new StringContent(TestEmulator.CreationBody(), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true;
        Assert.Equal(200, (await _emulator.Send(request)).Status);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Create) { Content = new ByteArrayContent([0x7b, 0x22, 0xff, 0x22]) };
        Assert.Equal(400, (await _emulator.Send(request)).Status);
    }

    [Fact]
    public async Task Text_of_all_scripts_survives()
    {
        await _emulator.Create("numbers", "\"displayName\": \"\\ud83d\\ude80 <ä> 数字\",");
        Assert.Equal("🚀 <ä> 数字", (string?)(await _emulator.Get("v1beta/tunedModels/numbers")).Json["displayName"]);
    }

    [Fact]
    public async Task Many_requests_at_once_are_answered()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => number % 2 == 0
            ? _emulator.Post("v1beta/tunedModels?tunedModelId=numbers-" + number, TestEmulator.CreationBody())
            : _emulator.Get("v1beta/tunedModels")));
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(50, (await _emulator.ListNames("?pageSize=1000")).Count);
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("GET /v1beta/models HTTP/1.1\r\n\r\n")]
    [InlineData("POST /v1beta/tunedModels?key=k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("GET /v1beta/%zz%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    public async Task A_client_that_misbehaves_does_no_harm(string bytes)
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _emulator.Endpoint.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(bytes), TestContext.Current.CancellationToken);
        }

        Assert.Equal(200, (await _emulator.Get("v1beta/models")).Status);
    }

    [Fact]
    public async Task The_name_of_this_computer_is_an_address_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{_emulator.Endpoint.Port}/v1beta/models?key=k");
        Assert.Equal(200, (await _emulator.Send(request)).Status);
    }
}
