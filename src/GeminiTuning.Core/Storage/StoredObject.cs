namespace GeminiTuning.Core.Storage;

/// <summary>What Cloud Storage says of an object (API message <c>Object</c>).</summary>
internal sealed class StoredObject
{
    public long? Size { get; set; }

    /// <summary>The MD5 in base64; missing for an object that was composed of others.</summary>
    public string? Md5Hash { get; set; }

    public string? ContentType { get; set; }

    public long? Generation { get; set; }
}
