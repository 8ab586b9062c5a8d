using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The ways to make an object of what a client sends.</summary>
internal sealed class UploadMethods(ObjectStore store)
{
    private const string Path = "b/{bucket}/o";
    private static readonly IReadOnlyList<string> Parameters = [.. Preconditions.Parameters, "name", "contentEncoding", "kmsKeyName", "predefinedAcl"];
    private readonly ResumableUploads _resumable = new(store);

    public IEnumerable<StorageMethod> Methods =>
    [
        new("POST", Path, Parameters, InsertAsync),
        new("PUT", Path, Parameters, PutAsync),
        new("DELETE", Path, Parameters, _resumable.CancelAsync),
    ];

    public static StorageReply Reply(ObjectRecord item, StorageRequest request) =>
        StorageReply.Ok(ResourceWriter.Object(item, request.BaseUrl)).With("ETag", item.Etag);

    private Task<StorageReply> InsertAsync(StorageRequest request)
    {
        if (request.Query.Text("upload_id") is not null)
        {
            return _resumable.ContinueAsync(request);
        }

        var contentType = request.Header("Content-Type");
        return (request.Query.Text("uploadType") ?? (IsMultipart(contentType) ? "multipart" : "media")) switch
        {
            "media" => InsertMediaAsync(request, contentType),
            "multipart" => InsertMultipartAsync(request, contentType),
            "resumable" => _resumable.StartAsync(request),
            var other => throw StorageErrors.InvalidParameter("uploadType", $"Invalid upload type '{other}'. Use media, multipart or resumable."),
        };
    }

    private Task<StorageReply> PutAsync(StorageRequest request)
    {
        if (request.Query.Text("upload_id") is not null)
        {
            return _resumable.ContinueAsync(request);
        }

        return request.Query.Text("uploadType") is "resumable" ? _resumable.StartAsync(request) : throw StorageErrors.Required("upload_id");
    }

    private async Task<StorageReply> InsertMediaAsync(StorageRequest request, string? contentType)
    {
        var target = new UploadTarget(store, request, Json.JsonValue.Object(), contentType);
        target.Hashes.AddContentMd5(request.Header);
        using var writer = target.CreateWriter();
        await writer.WriteAsync(request.Body).ConfigureAwait(false);
        return Reply(target.Commit(writer), request);
    }

    private async Task<StorageReply> InsertMultipartAsync(StorageRequest request, string? contentType)
    {
        if (!IsMultipart(contentType))
        {
            throw new StorageException(400, "badContent", "A multipart upload needs the content type multipart/related with a boundary.");
        }

        var reader = new MultipartReader(request.Body, MultipartReader.ReadBoundary(contentType!));
        await reader.ReadHeadersAsync().ConfigureAwait(false);
        using var metadata = new LimitedBuffer();
        await reader.ReadContentAsync(metadata.WriteAsync).ConfigureAwait(false);
        var mediaType = await reader.ReadHeadersAsync().ConfigureAwait(false);
        var target = new UploadTarget(store, request, StorageRequest.ParseJson(metadata.ToArray()), mediaType);
        using var writer = target.CreateWriter();
        await reader.ReadContentAsync(writer.WriteAsync).ConfigureAwait(false);
        await reader.ReadEndAsync().ConfigureAwait(false);
        return Reply(target.Commit(writer), request);
    }

    private static bool IsMultipart(string? contentType) => contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
}
