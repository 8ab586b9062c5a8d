using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The methods that read, change and delete single objects.</summary>
internal sealed class ObjectMethods(ObjectStore store)
{
    private const string Path = "b/{bucket}/o/{object}";
    private static readonly IReadOnlyList<string> Parameters = [.. Preconditions.Parameters, "generation"];
    private static readonly IReadOnlyList<string> ChangeParameters = [.. Parameters, "predefinedAcl", "overrideUnlockedRetention"];

    public IEnumerable<StorageMethod> Methods =>
    [
        new("GET", Path, [.. Parameters, "softDeleted", "restoreToken"], Get),
        new("PATCH", Path, ChangeParameters, request => ChangeAsync(request, replace: false)),
        new("PUT", Path, ChangeParameters, request => ChangeAsync(request, replace: true)),
        new("DELETE", Path, Parameters, Delete),
    ];

    private StorageReply Get(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.objects.get");
        var conditions = ConditionsOf(request);
        var generation = request.Query.Int64("generation");
        if (request.Query.Flag("softDeleted"))
        {
            // What is deleted is gone here.
            throw StorageErrors.NoSuchObject(request.Bucket, request.Object);
        }

        var isMedia = request.Query.Text("alt") is { } alt ? alt is "media" : request.Kind == StoragePathKind.Download;
        if (!isMedia)
        {
            var found = store.Find(request.Bucket, request.Object, generation);
            conditions.CheckRead(found);
            return UploadMethods.Reply(found, request);
        }

        var (item, content) = store.Open(request.Bucket, request.Object, generation, conditions.CheckRead);
        try
        {
            return Download(item, content, request);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static StorageReply Download(ObjectRecord item, Stream content, StorageRequest request)
    {
        var range = ByteRange.Parse(request.Header("Range"), item.Content.Length);
        content.Position = range?.First ?? 0;
        var reply = new StorageReply
        {
            Status = range is null ? 200 : 206,
            Content = content,
            ContentLength = range?.Count ?? item.Content.Length,
        };
        if (range is not null)
        {
            reply.With("Content-Range", FormattableString.Invariant($"bytes {range.First}-{range.First + range.Count - 1}/{item.Content.Length}"));
        }

        // The content is sent as it is stored, compressed content too: the header says so.
        AddSetting(reply, item, "Content-Type", "contentType");
        AddSetting(reply, item, "Content-Encoding", "contentEncoding");
        AddSetting(reply, item, "Content-Disposition", "contentDisposition");
        AddSetting(reply, item, "Content-Language", "contentLanguage");
        AddSetting(reply, item, "Cache-Control", "cacheControl");
        return reply
            .With("ETag", item.Etag)
            .With("Last-Modified", item.Updated.UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
            .With("X-Goog-Generation", WireFormat.Int64(item.Generation))
            .With("X-Goog-Metageneration", WireFormat.Int64(item.Metageneration))
            .With("X-Goog-Hash", "crc32c=" + item.Content.Crc32C + (item.Content.Md5 is { } md5 ? ",md5=" + md5 : ""))
            .With("X-Goog-Storage-Class", item.Setting("storageClass") ?? "STANDARD")
            .With("X-Goog-Stored-Content-Encoding", item.Setting("contentEncoding") ?? "identity")
            .With("X-Goog-Stored-Content-Length", WireFormat.Int64(item.Content.Length))
            .With("Accept-Ranges", "bytes");
    }

    private async Task<StorageReply> ChangeAsync(StorageRequest request, bool replace)
    {
        StorageAccess.Require(request, request.Bucket, "storage.objects.update");
        var change = await request.ReadJsonAsync().ConfigureAwait(false);
        var conditions = ConditionsOf(request);
        var changed = store.Change(request.Bucket, request.Object, request.Query.Int64("generation"), item =>
        {
            conditions.CheckWrite(item);
            return WritableFields.OfObject.Merge(replace ? JsonValue.Object() : item.Settings, change);
        });
        return UploadMethods.Reply(changed, request);
    }

    private StorageReply Delete(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.objects.delete");
        store.Remove(request.Bucket, request.Object, request.Query.Int64("generation"), ConditionsOf(request).CheckWrite);
        return StorageReply.Empty(204);
    }

    private static Preconditions ConditionsOf(StorageRequest request) => new(request.Query)
    {
        EtagMatch = request.Header("If-Match"),
        EtagNoneMatch = request.Header("If-None-Match"),
    };

    private static void AddSetting(StorageReply reply, ObjectRecord item, string header, string setting)
    {
        if (item.Setting(setting) is { Length: > 0 } value)
        {
            reply.With(header, value);
        }
    }
}
