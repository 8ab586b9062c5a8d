namespace GeminiTuning.Core.Storage;

/// <summary>What training data is known by before it is sent.</summary>
/// <param name="Id">32 hexadecimal digits that follow from the content.</param>
/// <param name="EstimatedLength">About how many bytes there will be to send.</param>
/// <param name="Length">How many bytes there will be, where that is known.</param>
/// <param name="Crc32C">The checksum that Cloud Storage is to find, where that is known, in base64.</param>
/// <param name="Stamp">What shows whether files have been written to meanwhile; empty for other data.</param>
internal sealed record UploadIdentity(string Id, long EstimatedLength, long? Length, string? Crc32C, string Stamp);
