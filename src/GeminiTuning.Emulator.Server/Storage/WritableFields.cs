using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The fields of a resource that clients may set, with their kinds. All others are the service's own.</summary>
internal sealed class WritableFields(IReadOnlyDictionary<string, JsonKind> fields)
{
    public static WritableFields OfObject { get; } = new(new Dictionary<string, JsonKind>(StringComparer.Ordinal)
    {
        ["contentType"] = JsonKind.String,
        ["contentEncoding"] = JsonKind.String,
        ["contentDisposition"] = JsonKind.String,
        ["contentLanguage"] = JsonKind.String,
        ["cacheControl"] = JsonKind.String,
        ["storageClass"] = JsonKind.String,
        ["kmsKeyName"] = JsonKind.String,
        ["customTime"] = JsonKind.String,
        ["eventBasedHold"] = JsonKind.Boolean,
        ["temporaryHold"] = JsonKind.Boolean,
        ["metadata"] = JsonKind.Object,
    });

    public static WritableFields OfBucket { get; } = new(new Dictionary<string, JsonKind>(StringComparer.Ordinal)
    {
        ["location"] = JsonKind.String,
        ["storageClass"] = JsonKind.String,
        ["rpo"] = JsonKind.String,
        ["defaultEventBasedHold"] = JsonKind.Boolean,
        ["cors"] = JsonKind.Array,
        ["labels"] = JsonKind.Object,
        ["autoclass"] = JsonKind.Object,
        ["billing"] = JsonKind.Object,
        ["customPlacementConfig"] = JsonKind.Object,
        ["encryption"] = JsonKind.Object,
        ["hierarchicalNamespace"] = JsonKind.Object,
        ["iamConfiguration"] = JsonKind.Object,
        ["lifecycle"] = JsonKind.Object,
        ["logging"] = JsonKind.Object,
        ["retentionPolicy"] = JsonKind.Object,
        ["softDeletePolicy"] = JsonKind.Object,
        ["versioning"] = JsonKind.Object,
        ["website"] = JsonKind.Object,
    });

    /// <summary>The settings that a resource holds.</summary>
    public JsonValue Pick(JsonValue resource) => Merge(JsonValue.Object(), resource);

    /// <summary>The settings after a change: what is named is set, inside of objects too, and <c>null</c> removes.</summary>
    public JsonValue Merge(JsonValue settings, JsonValue change)
    {
        foreach (var member in change.Members)
        {
            if (fields.TryGetValue(member.Key, out var kind) && member.Value.Kind != JsonKind.Null && member.Value.Kind != kind)
            {
                throw StorageErrors.Invalid($"Invalid value for field '{member.Key}'.");
            }
        }

        return Combine(settings, JsonValue.Object([.. change.Members.Where(member => fields.ContainsKey(member.Key)).Select(Texts)]));
    }

    private static KeyValuePair<string, JsonValue> Texts(KeyValuePair<string, JsonValue> member)
    {
        RefuseControlCharacters(member.Key, member.Value);
        if (member.Key is not "metadata" || member.Value.Kind != JsonKind.Object)
        {
            return member;
        }

        // The map holds texts, whatever a client's language made of them.
        return new(member.Key, JsonValue.Object([.. member.Value.Members.Select(entry => new KeyValuePair<string, JsonValue>(entry.Key, entry.Value.Kind switch
        {
            JsonKind.Null => entry.Value,
            JsonKind.Object or JsonKind.Array => throw StorageErrors.Invalid($"Invalid value for field 'metadata.{entry.Key}'."),
            _ => JsonValue.String(entry.Value.Text),
        }))]));
    }

    /// <summary>Texts become headers of downloads, which a line break would tear apart.</summary>
    private static void RefuseControlCharacters(string name, JsonValue value)
    {
        if (value.Kind == JsonKind.String && value.Text.Any(char.IsControl))
        {
            throw StorageErrors.Invalid($"Invalid value for field '{name}': control characters are not allowed.");
        }
    }

    private static JsonValue Combine(JsonValue old, JsonValue change)
    {
        var members = old.Members.ToList();
        foreach (var member in change.Members)
        {
            var index = members.FindIndex(candidate => string.Equals(candidate.Key, member.Key, StringComparison.Ordinal));
            var previous = index < 0 ? JsonValue.Null : members[index].Value;
            var value = member.Value.Kind == JsonKind.Object
                ? Combine(previous.Kind == JsonKind.Object ? previous : JsonValue.Object(), member.Value)
                : member.Value;
            if (value.Kind == JsonKind.Null)
            {
                if (index >= 0)
                {
                    members.RemoveAt(index);
                }
            }
            else if (index >= 0)
            {
                members[index] = new(member.Key, value);
            }
            else
            {
                members.Add(new(member.Key, value));
            }
        }

        return JsonValue.Object(members);
    }
}
