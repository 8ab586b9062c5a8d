using System.IO;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The content of an object, in memory or in a file.</summary>
internal sealed record StoredContent
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The content, where it is in memory.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>The file that holds the content, if any.</summary>
    public string? File { get; init; }

    public required long Length { get; init; }

    /// <summary>The MD5 hash in base64; <see langword="null"/> for what was composed of several objects.</summary>
    public required string? Md5 { get; init; }

    /// <summary>The CRC-32C in base64.</summary>
    public required string Crc32C { get; init; }

    /// <summary>Of how many components it was composed, if it was.</summary>
    public int? ComponentCount { get; init; }

    /// <summary>Opens the content, which stays readable though it is deleted meanwhile.</summary>
    public Stream OpenRead() => File is null
        ? new MemoryStream(Bytes, writable: false)
        : new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: true);

    public void Delete()
    {
        if (File is not null)
        {
            System.IO.File.Delete(File);
        }
    }
}
