using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using Google.Apis.Upload;

namespace GeminiTuning.Core.Storage;

/// <summary>One upload by Google's own class, which sends parts and finds out after an interruption where to go on.</summary>
internal sealed class JsonLinesUpload : ResumableUpload
{
    // A part is kept until it is known to have arrived. Larger parts wait less often for an answer.
    private const int PartSize = 64 * MinimumChunkSize;
    private const string ContentType = "application/jsonl";

    private readonly HttpClient _client;
    private readonly Uri _endpoint;
    private readonly StorageUri _target;
    private readonly UploadIdentity _identity;

    public JsonLinesUpload(Stream lines, UploadIdentity identity, HttpClient client, Uri endpoint, StorageUri target)
        : base(lines, new ResumableUploadOptions { HttpClient = client, ServiceName = StorageService.Description.Name })
    {
        _client = client;
        _endpoint = endpoint;
        _target = target;
        _identity = identity;
        ChunkSize = PartSize;
    }

    /// <summary>Whether data may have been sent, as the upload has been given an address.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The answer to the last part.</summary>
    public HttpResponseMessage? Answer { get; private set; }

    public override async Task<Uri> InitiateSessionAsync(CancellationToken cancellationToken = default)
    {
        var start = new Uri(_endpoint, "upload/storage/v1/b/" + Uri.EscapeDataString(_target.Bucket)
            + "/o?uploadType=resumable&ifGenerationMatch=0&name=" + Uri.EscapeDataString(_target.Name));
        using var request = new HttpRequestMessage(HttpMethod.Post, start);
        request.Headers.Add("X-Upload-Content-Type", ContentType);
        if (_identity.Length is { } length)
        {
            request.Headers.Add("X-Upload-Content-Length", length.ToString(CultureInfo.InvariantCulture));
        }

        var metadata = new StoredObject { ContentType = ContentType, Crc32c = _identity.Crc32C };
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(metadata, StorageJson.Default.StoredObject));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw ServiceErrors.RedirectRefused(_endpoint, response.Headers.Location);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await ExceptionForResponseAsync(response).ConfigureAwait(false);
        }

        var session = SessionOf(response, start);
        HasStarted = true;
        return session;
    }

    protected override void ProcessResponse(HttpResponseMessage httpResponse) => Answer = httpResponse;

    // Each part is sent with the credential, so it goes nowhere else.
    private Uri SessionOf(HttpResponseMessage response, Uri start)
    {
        var location = response.Headers.Location
            ?? throw StorageErrors.UploadFailed(_target, "the answer to its start names no address to send the data to", null, null);
        var session = new Uri(start, location);
        return Uri.Compare(session, _endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? session
            : throw ServiceErrors.RedirectRefused(_endpoint, session);
    }
}
