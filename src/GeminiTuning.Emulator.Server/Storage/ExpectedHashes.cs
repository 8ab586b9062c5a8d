using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The hashes that clients say a content has.</summary>
internal sealed class ExpectedHashes
{
    private readonly List<string> _md5 = [];
    private readonly List<string> _crc32C = [];

    /// <summary>Adds those in an object's metadata.</summary>
    public void AddMetadata(JsonValue metadata)
    {
        Add("md5", Text(metadata, "md5Hash"));
        Add("crc32c", Text(metadata, "crc32c"));
    }

    /// <summary>Adds those in the headers of an upload.</summary>
    public void AddHeaders(Func<string, string?> header)
    {
        foreach (var part in (header("X-Goog-Hash") ?? "").Split(',').Select(part => part.Trim()))
        {
            var equals = part.IndexOf('=');
            if (equals > 0)
            {
                Add(part.Substring(0, equals), part.Substring(equals + 1));
            }
        }
    }

    /// <summary>Adds the hash of a body that is the content and nothing else.</summary>
    public void AddContentMd5(Func<string, string?> header) => Add("md5", header("Content-MD5"));

    /// <summary>Refuses a content that has other hashes.</summary>
    public void Check(StoredContent content)
    {
        if (_md5.Find(hash => !string.Equals(hash, content.Md5, StringComparison.Ordinal)) is { } md5)
        {
            throw StorageErrors.Invalid($"Provided MD5 hash \"{md5}\" doesn't match calculated MD5 hash \"{content.Md5}\".");
        }

        if (_crc32C.Find(hash => !string.Equals(hash, content.Crc32C, StringComparison.Ordinal)) is { } crc32C)
        {
            throw StorageErrors.Invalid($"Provided CRC32C \"{crc32C}\" doesn't match calculated CRC32C \"{content.Crc32C}\".");
        }
    }

    private void Add(string algorithm, string? hash)
    {
        if (string.IsNullOrEmpty(hash))
        {
            return;
        }

        if (string.Equals(algorithm, "md5", StringComparison.OrdinalIgnoreCase))
        {
            _md5.Add(hash!.Trim());
        }
        else if (string.Equals(algorithm, "crc32c", StringComparison.OrdinalIgnoreCase))
        {
            _crc32C.Add(hash!.Trim());
        }
    }

    private static string? Text(JsonValue value, string name) => value.Member(name) is { Kind: JsonKind.String } text ? text.Text : null;
}
