namespace GeminiTuning.Core.Storage;

/// <summary>What Cloud Storage says of an object (API message <c>Object</c>).</summary>
internal sealed class StoredObject
{
    public long? Size { get; set; }

    /// <summary>The CRC-32C in base64.</summary>
    public string? Crc32c { get; set; }

    public string? ContentType { get; set; }

    public long? Generation { get; set; }
}
