using System.IO;

namespace GeminiTuning.Core.Tests.Storage;

/// <summary>An upload in <see cref="FakeStorage"/> that is not complete.</summary>
internal sealed class UploadSession
{
    public required string Name { get; init; }

    public required long Total { get; set; }

    public string? Crc32C { get; init; }

    public string? ContentType { get; init; }

    public MemoryStream Received { get; } = new();
}
