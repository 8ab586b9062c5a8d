using System;
using System.Collections.Generic;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The method that lists objects.</summary>
internal sealed class ObjectListing(ObjectStore store)
{
    private const int MostPerPage = 1000;
    private static readonly string[] NotSupported = ["matchGlob", "filter"];

    public IEnumerable<StorageMethod> Methods =>
    [
        new(
            "GET",
            "b/{bucket}/o",
            [
                "prefix", "delimiter", "startOffset", "endOffset", "maxResults", "pageToken", "versions", "softDeleted",
                "includeTrailingDelimiter", "includeFoldersAsPrefixes", .. NotSupported,
            ],
            List),
    ];

    private StorageReply List(StorageRequest request)
    {
        StorageAccess.Require(request, request.Bucket, "storage.objects.list");
        var query = request.Query;
        foreach (var name in NotSupported)
        {
            if (query.Text(name) is not null)
            {
                throw StorageErrors.NotImplemented($"The emulator does not support the parameter {name}. Use prefix, delimiter, startOffset and endOffset.");
            }
        }

        var size = query.PageSize(MostPerPage);
        var items = new List<JsonValue>();
        var prefixes = new List<JsonValue>();
        PageToken? last = null;
        var hasMore = false;
        foreach (var (item, prefix) in Entries(request))
        {
            if (items.Count + prefixes.Count == size)
            {
                hasMore = true;
                break;
            }

            last = new PageToken(prefix ?? item!.Name, prefix is not null);
            if (prefix is not null)
            {
                prefixes.Add(JsonValue.String(prefix));
            }
            else
            {
                items.Add(ResourceWriter.Object(item!, request.BaseUrl));
            }
        }

        var members = new List<KeyValuePair<string, JsonValue>> { new("kind", JsonValue.String("storage#objects")) };
        if (hasMore)
        {
            members.Add(new("nextPageToken", JsonValue.String(last!.ToString())));
        }

        if (prefixes.Count > 0)
        {
            members.Add(new("prefixes", JsonValue.Array(prefixes)));
        }

        if (items.Count > 0)
        {
            members.Add(new("items", JsonValue.Array(items)));
        }

        return StorageReply.Ok(JsonValue.Object(members));
    }

    /// <summary>The objects of a list and the prefixes that stand for several, in order.</summary>
    private IEnumerable<(ObjectRecord? Item, string? Prefix)> Entries(StorageRequest request)
    {
        var query = request.Query;
        var prefix = query["prefix"] ?? "";
        var delimiter = query["delimiter"] ?? "";
        var start = query["startOffset"] ?? "";
        var end = query.Text("endOffset");
        var withTrailing = query.Flag("includeTrailingDelimiter");
        var token = PageToken.Read(query);
        var objects = store.Objects(request.Bucket);
        string? group = null;
        foreach (var item in query.Flag("softDeleted") ? [] : objects)
        {
            if (!item.Name.StartsWith(prefix, StringComparison.Ordinal)
                || ObjectNameComparer.Instance.Compare(item.Name, start) < 0
                || (end is not null && ObjectNameComparer.Instance.Compare(item.Name, end) >= 0))
            {
                continue;
            }

            var found = delimiter.Length == 0 ? -1 : item.Name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var grouped = found < 0 ? null : item.Name.Substring(0, found + delimiter.Length);
            var isListed = grouped is null || (withTrailing && grouped.Length == item.Name.Length);
            if (isListed && token?.Covers(item.Name) != true)
            {
                yield return (item, null);
            }

            if (grouped is not null && !string.Equals(grouped, group, StringComparison.Ordinal))
            {
                group = grouped;
                if (token?.CoversPrefix(grouped) != true)
                {
                    yield return (null, grouped);
                }
            }
        }
    }
}
