using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Storage;

/// <summary>An emulator on a free port, with a client for its storage service.</summary>
internal sealed class StorageEmulator : IDisposable
{
    public const string Bucket = "training-data";
    private readonly ITuningEmulator _emulator;

    public StorageEmulator(string? statePath = null, bool withBucket = true, string? apiKey = null)
    {
        _emulator = new TuningEmulatorFactory().Start(new EmulatorOptions { StatePath = statePath, TuningDuration = TimeSpan.Zero, ApiKey = apiKey });
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _emulator.Endpoint };
        if (withBucket)
        {
            Post("/storage/v1/b?project=p", $$"""{"name": "{{Bucket}}"}""").GetAwaiter().GetResult().Require(200);
        }
    }

    public HttpClient Client { get; }

    public Uri Endpoint => _emulator.Endpoint;

    public string BaseUrl => Endpoint.AbsoluteUri.TrimEnd('/');

    public async Task<StorageAnswer> Send(HttpMethod verb, string url, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        // The address must reach the server as it is written, with its escapes.
        var address = url.StartsWith("http", StringComparison.Ordinal) ? url : BaseUrl + url;
        using var request = new HttpRequestMessage(verb, new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Content = content;
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new StorageAnswer(response, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public Task<StorageAnswer> Get(string url, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, url, null, headers);

    public Task<StorageAnswer> Delete(string url, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, url, null, headers);

    public Task<StorageAnswer> Post(string url, string json, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, url, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<StorageAnswer> Patch(string url, string json, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Patch, url, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    /// <summary>Uploads an object in one request.</summary>
    public Task<StorageAnswer> Upload(string name, byte[] content, string query = "", params (string Name, string Value)[] headers) => Send(
        HttpMethod.Post,
        $"/upload/storage/v1/b/{Bucket}/o?uploadType=media&name={Uri.EscapeDataString(name)}{query}",
        new ByteArrayContent(content),
        headers);

    public Task<StorageAnswer> Upload(string name, string content, string query = "", params (string Name, string Value)[] headers) =>
        Upload(name, Encoding.UTF8.GetBytes(content), query, headers);

    /// <summary>Starts a resumable upload.</summary>
    /// <returns>Where its content goes.</returns>
    public async Task<string> StartUpload(string name, string metadata = "{}", params (string Name, string Value)[] headers)
    {
        var answer = await Post($"/upload/storage/v1/b/{Bucket}/o?uploadType=resumable&name={Uri.EscapeDataString(name)}", metadata, headers);
        answer.Require(200);
        return answer.Header("Location")!;
    }

    /// <summary>Sends a piece of a resumable upload.</summary>
    public Task<StorageAnswer> Put(string location, byte[] content, string? range = null, params (string Name, string Value)[] headers)
    {
        var body = new ByteArrayContent(content);
        if (range is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        return Send(HttpMethod.Put, location, body, headers);
    }

    public Task<StorageAnswer> Metadata(string name) => Get($"/storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}");

    public Task<StorageAnswer> Download(string name, params (string Name, string Value)[] headers) =>
        Get($"/storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}?alt=media", headers);

    public void Dispose()
    {
        Client.Dispose();
        _emulator.Dispose();
    }
}
