namespace GeminiTuning.Core.Storage;

/// <summary>What identifies examples as JSON lines.</summary>
/// <param name="Count">How many examples there are.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Sha256">The hash that the name is made of, in hexadecimal digits.</param>
/// <param name="Crc32C">The checksum that Cloud Storage compares, in base64.</param>
internal sealed record JsonLinesDigest(long Count, long Length, string Sha256, string Crc32C)
{
    private const int IdCharacters = 32;

    /// <summary>The part of the hash that names are made of.</summary>
    public string Id => Sha256.Substring(0, IdCharacters);
}
