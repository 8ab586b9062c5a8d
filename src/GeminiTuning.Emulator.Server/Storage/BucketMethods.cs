using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The methods of buckets.</summary>
internal sealed class BucketMethods(ObjectStore store)
{
    private const int MostPerPage = 1000;
    private static readonly IReadOnlyList<string> Conditions = ["ifMetagenerationMatch", "ifMetagenerationNotMatch"];

    public IEnumerable<StorageMethod> Methods =>
    [
        new("GET", "b", ["project", "prefix", "maxResults", "pageToken", "softDeleted", "returnPartialSuccess"], List),
        new("POST", "b", ["project", "predefinedAcl", "predefinedDefaultObjectAcl", "enableObjectRetention"], InsertAsync),
        new("GET", "b/{bucket}", [.. Conditions, "generation", "softDeleted"], Get),
        new("PATCH", "b/{bucket}", [.. Conditions, "predefinedAcl", "predefinedDefaultObjectAcl"], request => ChangeAsync(request, replace: false)),
        new("PUT", "b/{bucket}", [.. Conditions, "predefinedAcl", "predefinedDefaultObjectAcl"], request => ChangeAsync(request, replace: true)),
        new("DELETE", "b/{bucket}", Conditions, Delete),
        new("GET", "b/{bucket}/iam/testPermissions", ["permissions"], TestPermissions),
    ];

    private StorageReply List(StorageRequest request)
    {
        var project = request.Query.Text("project") ?? throw StorageErrors.Required("project");
        var size = request.Query.PageSize(MostPerPage);
        var token = PageToken.Read(request.Query);
        var prefix = request.Query["prefix"] ?? "";
        var found = store.Buckets()
            .Where(bucket => string.Equals(project, bucket.Project, StringComparison.Ordinal)
                || string.Equals(project, ResourceWriter.ProjectNumber(bucket.Project), StringComparison.Ordinal))
            .Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && token?.Covers(bucket.Name) != true && !request.Query.Flag("softDeleted"))
            .Take(size + 1)
            .ToList();
        var members = new List<KeyValuePair<string, JsonValue>> { new("kind", JsonValue.String("storage#buckets")) };
        if (found.Count > size)
        {
            found.RemoveAt(size);
            members.Add(new("nextPageToken", JsonValue.String(new PageToken(found[size - 1].Name, IsPrefix: false).ToString())));
        }

        if (found.Count > 0)
        {
            members.Add(new("items", JsonValue.Array([.. found.Select(bucket => ResourceWriter.Bucket(bucket, request.BaseUrl))])));
        }

        return StorageReply.Ok(JsonValue.Object(members));
    }

    private async Task<StorageReply> InsertAsync(StorageRequest request)
    {
        var project = request.Query.Text("project") ?? throw StorageErrors.Required("project");
        var body = await request.ReadJsonAsync().ConfigureAwait(false);
        var name = body.Member("name") is { Kind: JsonKind.String } text ? text.Text : throw StorageErrors.Required("name");
        if (!BucketNames.IsValid(name))
        {
            throw StorageErrors.Invalid($"Invalid bucket name: '{name}'");
        }

        StorageAccess.Require(request, name, "storage.buckets.create");
        var now = store.Now;
        var bucket = new BucketRecord
        {
            Name = name,
            Project = project,
            Created = now,
            Updated = now,
            Metageneration = 1,
            Settings = WritableFields.OfBucket.Pick(body),
        };
        return store.TryAdd(bucket)
            ? Reply(bucket, request)
            : throw new StorageException(409, "conflict", "Your previous request to create the named bucket succeeded and you already own it.");
    }

    private StorageReply Get(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.buckets.get");
        var bucket = store.FindBucket(request.Bucket);
        ConditionsOf(request).Check(bucket, isRead: true);
        return Reply(bucket, request);
    }

    private async Task<StorageReply> ChangeAsync(StorageRequest request, bool replace)
    {
        StorageAccess.Require(request, request.Bucket, "storage.buckets.update");
        var change = await request.ReadJsonAsync().ConfigureAwait(false);
        var conditions = ConditionsOf(request);
        return Reply(
            store.ChangeBucket(request.Bucket, bucket =>
            {
                conditions.Check(bucket, isRead: false);

                // The location is for ever.
                var location = JsonValue.Object([.. bucket.Settings.Members.Where(member => member.Key is "location")]);
                var settings = WritableFields.OfBucket.Merge(replace ? location : bucket.Settings, change);
                return WritableFields.OfBucket.Merge(settings, location);
            }),
            request);
    }

    private StorageReply Delete(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.buckets.delete");
        var conditions = ConditionsOf(request);
        store.RemoveBucket(request.Bucket, bucket => conditions.Check(bucket, isRead: false));
        return StorageReply.Empty(204);
    }

    /// <summary>Says which of some permissions the caller has: all, or none on what is forbidden.</summary>
    private StorageReply TestPermissions(StorageRequest request)
    {
        var members = new List<KeyValuePair<string, JsonValue>> { new("kind", JsonValue.String("storage#testIamPermissionsResponse")) };
        if (!StorageAccess.IsForbidden(request.Bucket))
        {
            store.FindBucket(request.Bucket);
            var permissions = request.Query.All("permissions");
            if (permissions.Count == 0)
            {
                throw StorageErrors.Required("permissions");
            }

            members.Add(new("permissions", JsonValue.Array([.. permissions.Select(JsonValue.String)])));
        }

        return StorageReply.Ok(JsonValue.Object(members));
    }

    private static Preconditions ConditionsOf(StorageRequest request) => new(request.Query)
    {
        EtagMatch = request.Header("If-Match"),
        EtagNoneMatch = request.Header("If-None-Match"),
    };

    private static StorageReply Reply(BucketRecord bucket, StorageRequest request) =>
        StorageReply.Ok(ResourceWriter.Bucket(bucket, request.BaseUrl)).With("ETag", WireFormat.Etag(bucket.Metageneration));
}
