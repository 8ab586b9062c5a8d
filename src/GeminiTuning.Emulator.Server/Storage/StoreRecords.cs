using System;
using System.Globalization;
using System.IO;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Converts buckets and objects to the JSON that keeps them, and back.</summary>
internal static class StoreRecords
{
    public static JsonValue ToJson(BucketRecord bucket) => JsonValue.Object(
        ("name", JsonValue.String(bucket.Name)),
        ("project", JsonValue.String(bucket.Project)),
        ("created", JsonValue.String(WireTime.Nanos(bucket.Created))),
        ("updated", JsonValue.String(WireTime.Nanos(bucket.Updated))),
        ("metageneration", JsonValue.String(WireFormat.Int64(bucket.Metageneration))),
        ("settings", bucket.Settings));

    public static JsonValue ToJson(ObjectRecord item) => JsonValue.Object(
        ("bucket", JsonValue.String(item.Bucket)),
        ("name", JsonValue.String(item.Name)),
        ("generation", JsonValue.String(WireFormat.Int64(item.Generation))),
        ("metageneration", JsonValue.String(WireFormat.Int64(item.Metageneration))),
        ("created", JsonValue.String(WireTime.Nanos(item.Created))),
        ("updated", JsonValue.String(WireTime.Nanos(item.Updated))),
        ("settings", item.Settings),
        ("length", JsonValue.String(WireFormat.Int64(item.Content.Length))),
        ("md5", item.Content.Md5 is null ? JsonValue.Null : JsonValue.String(item.Content.Md5)),
        ("crc32c", JsonValue.String(item.Content.Crc32C)),
        ("componentCount", item.Content.ComponentCount is { } count ? JsonValue.Number(count) : JsonValue.Null));

    public static BucketRecord ToBucket(JsonValue value) => new()
    {
        Name = Text(value, "name"),
        Project = Text(value, "project"),
        Created = WireTime.Parse(Text(value, "created")),
        Updated = WireTime.Parse(Text(value, "updated")),
        Metageneration = Int64(value, "metageneration"),
        Settings = value.Member("settings") ?? JsonValue.Object(),
    };

    /// <summary>Makes a record of an object.</summary>
    /// <param name="value">The description.</param>
    /// <param name="file">The file that holds the content.</param>
    public static ObjectRecord ToObject(JsonValue value, string file)
    {
        var length = Int64(value, "length");
        var name = Text(value, "name");
        if (!File.Exists(file) || new FileInfo(file).Length != length)
        {
            throw new FormatException($"The content of '{name}' is missing or incomplete.");
        }

        return new ObjectRecord
        {
            Bucket = Text(value, "bucket"),
            Name = name,
            Generation = Int64(value, "generation"),
            Metageneration = Int64(value, "metageneration"),
            Created = WireTime.Parse(Text(value, "created")),
            Updated = WireTime.Parse(Text(value, "updated")),
            Settings = value.Member("settings") ?? JsonValue.Object(),
            Content = new StoredContent
            {
                File = file,
                Length = length,
                Md5 = value.Member("md5") is { Kind: JsonKind.String } md5 ? md5.Text : null,
                Crc32C = Text(value, "crc32c"),
                ComponentCount = value.Member("componentCount") is { Kind: JsonKind.Number } count
                    ? int.Parse(count.Text, CultureInfo.InvariantCulture)
                    : null,
            },
        };
    }

    private static string Text(JsonValue value, string name) =>
        value.Member(name) is { Kind: JsonKind.String } text ? text.Text : throw new FormatException($"An entry has no {name}.");

    private static long Int64(JsonValue value, string name) => long.Parse(Text(value, name), CultureInfo.InvariantCulture);
}
