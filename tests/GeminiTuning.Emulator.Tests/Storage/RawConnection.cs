using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>A connection that can be cut anywhere.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> Open(Uri endpoint)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(endpoint.Host, endpoint.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Sends the head of a request, each header on its line.</summary>
    public Task SendHead(string verb, string url, params string[] headers)
    {
        var uri = new Uri(url);
        return Send(Encoding.ASCII.GetBytes(string.Join("\r\n", [$"{verb} {uri.PathAndQuery} HTTP/1.1", $"Host: {uri.Authority}", .. headers, "", ""])));
    }

    public async Task Send(byte[] bytes) => await _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Reads until the server closes the connection.</summary>
    public async Task<string> ReadToEnd()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.ASCII, leaveOpen: true);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Breaks the connection off, as a computer that is switched off does.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Dispose();
    }

    public void Dispose() => _client.Dispose();
}
