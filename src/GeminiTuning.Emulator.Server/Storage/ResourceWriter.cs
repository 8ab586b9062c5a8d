using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Writes buckets and objects as clients get to see them.</summary>
internal static class ResourceWriter
{
    private static readonly string[] MultiRegions = ["US", "EU", "ASIA"];

    public static JsonValue Bucket(BucketRecord bucket, string baseUrl)
    {
        var location = bucket.Settings.Member("location")?.Text.ToUpperInvariant() ?? MultiRegions[0];
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            Text("kind", "storage#bucket"),
            Text("selfLink", $"{baseUrl}/storage/v1/b/{bucket.Name}"),
            Text("id", bucket.Name),
            Text("name", bucket.Name),
            Text("projectNumber", ProjectNumber(bucket.Project)),
            Text("generation", WireFormat.Int64(bucket.Created.ToUnixTimeMilliseconds() * 1000)),
            Text("metageneration", WireFormat.Int64(bucket.Metageneration)),
            Text("location", location),
            Text("locationType", MultiRegions.Contains(location, StringComparer.Ordinal) ? "multi-region" : "region"),
            Text("storageClass", bucket.Settings.Member("storageClass")?.Text ?? "STANDARD"),
            Text("etag", WireFormat.Etag(bucket.Metageneration)),
            Text("timeCreated", WireFormat.Time(bucket.Created)),
            Text("updated", WireFormat.Time(bucket.Updated)),
        };
        return JsonValue.Object([.. members, .. bucket.Settings.Members.Where(member => member.Key is not ("location" or "storageClass"))]);
    }

    public static JsonValue Object(ObjectRecord item, string baseUrl)
    {
        var name = Uri.EscapeDataString(item.Name);
        var generation = WireFormat.Int64(item.Generation);
        var created = WireFormat.Time(item.Created);
        var members = new List<KeyValuePair<string, JsonValue>>
        {
            Text("kind", "storage#object"),
            Text("id", $"{item.Bucket}/{item.Name}/{generation}"),
            Text("selfLink", $"{baseUrl}/storage/v1/b/{item.Bucket}/o/{name}"),
            Text("mediaLink", $"{baseUrl}/download/storage/v1/b/{item.Bucket}/o/{name}?generation={generation}&alt=media"),
            Text("name", item.Name),
            Text("bucket", item.Bucket),
            Text("generation", generation),
            Text("metageneration", WireFormat.Int64(item.Metageneration)),
            Text("storageClass", item.Setting("storageClass") ?? "STANDARD"),
            Text("size", WireFormat.Int64(item.Content.Length)),
        };
        if (item.Content.Md5 is { } md5)
        {
            members.Add(Text("md5Hash", md5));
        }

        if (item.Content.ComponentCount is { } count)
        {
            members.Add(new("componentCount", JsonValue.Number(count)));
        }

        members.AddRange(
        [
            Text("crc32c", item.Content.Crc32C),
            Text("etag", item.Etag),
            Text("timeCreated", created),
            Text("updated", WireFormat.Time(item.Updated)),
            Text("timeStorageClassUpdated", created),
            Text("timeFinalized", created),
        ]);
        return JsonValue.Object([.. members, .. item.Settings.Members.Where(member => member.Key is not "storageClass")]);
    }

    /// <summary>A number that is always the same for a project, as its real number is.</summary>
    public static string ProjectNumber(string project)
    {
        if (project.Length > 0 && project.All(character => character is >= '0' and <= '9'))
        {
            return project;
        }

        ulong hash = 14695981039346656037;
        foreach (var character in project)
        {
            hash = unchecked((hash ^ character) * 1099511628211);
        }

        return WireFormat.Int64((long)(100_000_000_000 + (hash % 900_000_000_000)));
    }

    private static KeyValuePair<string, JsonValue> Text(string name, string value) => new(name, JsonValue.String(value));
}
