namespace GeminiTuning.Core.Tests.Storage;

/// <summary>An object in <see cref="FakeStorage"/>.</summary>
internal sealed record StoredBytes(byte[] Bytes, string Md5, long Generation, string? ContentType);
