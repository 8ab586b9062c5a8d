namespace GeminiTuning.Core.Tests.Storage;

/// <summary>An object in <see cref="FakeStorage"/>.</summary>
internal sealed record StoredBytes(byte[] Bytes, string Crc32C, long Generation, string? ContentType);
