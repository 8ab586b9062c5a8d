using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>What an upload makes: where, on which conditions, and with which settings.</summary>
internal sealed class UploadTarget
{
    private readonly ObjectStore _store;
    private readonly Preconditions _conditions;
    private readonly JsonValue _settings;

    /// <summary>Reads what a request wants to make, and refuses what cannot be made.</summary>
    /// <param name="store">The store.</param>
    /// <param name="request">The request.</param>
    /// <param name="metadata">The object's metadata, of which the query overrides the name.</param>
    /// <param name="contentType">The media type, where the metadata has none.</param>
    public UploadTarget(ObjectStore store, StorageRequest request, JsonValue metadata, string? contentType)
    {
        _store = store;
        Bucket = request.Bucket;
        Name = request.Query.Text("name") ?? (metadata.Member("name") is { Kind: JsonKind.String } name ? name.Text : "");
        StorageAccess.Require(request, Bucket, "storage.objects.create");
        ObjectNames.Require(Name);
        _conditions = new Preconditions(request.Query);
        _settings = WritableFields.OfObject.Pick(Complete(metadata, request.Query, contentType));
        Hashes.AddMetadata(metadata);
        Hashes.AddHeaders(request.Header);

        // What is bound to fail should not have to be uploaded first.
        _conditions.CheckWrite(store.TryFind(Bucket, Name));
    }

    public string Bucket { get; }

    public string Name { get; }

    public ExpectedHashes Hashes { get; } = new();

    public ContentWriter CreateWriter() => _store.Contents.CreateWriter();

    /// <summary>Makes the object.</summary>
    public ObjectRecord Commit(ContentWriter writer)
    {
        var content = writer.Complete();
        return _store.Put(
            Bucket,
            Name,
            current =>
            {
                Hashes.Check(content);
                _conditions.CheckWrite(current);
            },
            _settings,
            content);
    }

    private static JsonValue Complete(JsonValue metadata, StorageQuery query, string? contentType)
    {
        var members = metadata.Members.ToList();
        if (metadata.Member("contentType") is not { Kind: JsonKind.String, Text.Length: > 0 })
        {
            members.RemoveAll(member => member.Key is "contentType");
            members.Add(new("contentType", JsonValue.String(string.IsNullOrEmpty(contentType) ? "application/octet-stream" : contentType!)));
        }

        foreach (var name in new[] { "contentEncoding", "kmsKeyName" })
        {
            if (query.Text(name) is { } value)
            {
                members.RemoveAll(member => string.Equals(member.Key, name, System.StringComparison.Ordinal));
                members.Add(new(name, JsonValue.String(value)));
            }
        }

        return JsonValue.Object(members);
    }
}
