using System;
using System.Linq;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The path of a storage request.</summary>
/// <param name="Kind">Which of the service's addresses it is under.</param>
/// <param name="Segments">The segments below that, percent-decoded one by one: a name may hold slashes.</param>
internal sealed record StoragePath(StoragePathKind Kind, string[] Segments)
{
    private static readonly (string Prefix, StoragePathKind Kind)[] Prefixes =
    [
        ("/storage/v1/", StoragePathKind.Json),
        ("/upload/storage/v1/", StoragePathKind.Upload),
        ("/resumable/upload/storage/v1/", StoragePathKind.Upload),
        ("/download/storage/v1/", StoragePathKind.Download),
    ];

    /// <summary>The address that the path is under, as Google writes it.</summary>
    public string Prefix => Prefixes.First(candidate => candidate.Kind == Kind).Prefix;

    /// <summary>Reads a path; <see langword="null"/> where it belongs to another service.</summary>
    public static StoragePath? Parse(string path)
    {
        foreach (var (prefix, kind) in Prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return new StoragePath(kind, Split(path.Substring(prefix.Length)));
            }
        }

        // Some clients take the emulator's address for the whole of the service's base address.
        return string.Equals(path, "/b", StringComparison.Ordinal) || path.StartsWith("/b/", StringComparison.Ordinal)
            ? new StoragePath(StoragePathKind.Json, Split(path.Substring(1)))
            : null;
    }

    private static string[] Split(string path) => [.. path.TrimEnd('/').Split('/').Select(Uri.UnescapeDataString)];
}
