using System;
using System.Collections.Concurrent;
using System.IO;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// The folder of the objects' contents: beside the state file, where there is one, else a temporary one that goes with
/// the emulator.
/// </summary>
internal sealed class ContentFolder : IDisposable
{
    public const int BufferSize = 128 * 1024;
    private const int LargestInMemory = 64 * 1024;
    private readonly ConcurrentDictionary<ContentWriter, bool> _writers = new();
    private readonly object _gate = new();
    private string? _path;
    private bool _isClosed;

    /// <summary>Makes a folder, which is created with its first file.</summary>
    /// <param name="path">The path of a folder to keep, or <see langword="null"/>.</param>
    public ContentFolder(string? path)
    {
        _path = path;
        IsKept = path is not null;
    }

    /// <summary>Whether what is in the folder outlives the emulator.</summary>
    public bool IsKept { get; }

    /// <summary>How large a content may be to stay in memory.</summary>
    public int MemoryLimit => IsKept ? 0 : LargestInMemory;

    public ContentWriter CreateWriter()
    {
        var writer = new ContentWriter(this);
        _writers.TryAdd(writer, true);
        return writer;
    }

    public void Forget(ContentWriter writer) => _writers.TryRemove(writer, out _);

    /// <summary>Makes a new file.</summary>
    public FileStream CreateFile()
    {
        var file = Path.Combine(Create(), Guid.NewGuid().ToString("N"));
        return new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize, useAsync: true);
    }

    /// <summary>Makes the folder, unless it is there.</summary>
    /// <returns>Its path.</returns>
    public string Create()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new IOException("The emulator is stopping.");
            }

            _path ??= CreateTemporary();
            Directory.CreateDirectory(_path);
            return _path;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        foreach (var writer in _writers.Keys)
        {
            writer.Dispose();
        }

        if (!IsKept && _path is not null)
        {
            DeleteTemporary(_path);
        }
    }

    private static void DeleteTemporary(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a file that a download has open. The folder is for temporary files, so that is its to clean.
        }
    }

    private static string CreateTemporary()
    {
        const string Prefix = "gemini-tuning-emulator-";
#if NET
        // Nobody else on the computer may read what is in it.
        return Directory.CreateTempSubdirectory(Prefix).FullName;
#else
        return Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N"));
#endif
    }
}
