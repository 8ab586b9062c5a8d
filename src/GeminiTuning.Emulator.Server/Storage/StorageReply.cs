using System.Collections.Generic;
using System.IO;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>An answer of the storage service: JSON, a text, an object's content or nothing.</summary>
internal sealed class StorageReply
{
    public required int Status { get; init; }

    /// <summary>The headers, in addition to those that every answer has.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public JsonValue? Json { get; init; }

    public string? Text { get; init; }

    /// <summary>The content, positioned at its first byte to send. The sender disposes of it.</summary>
    public Stream? Content { get; init; }

    /// <summary>How many bytes of the content to send.</summary>
    public long ContentLength { get; init; }

    public static StorageReply Ok(JsonValue json) => new() { Status = 200, Json = json };

    public static StorageReply Empty(int status) => new() { Status = status };

    public StorageReply With(string header, string value)
    {
        Headers.Add(new KeyValuePair<string, string>(header, value));
        return this;
    }
}
