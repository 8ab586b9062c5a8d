using System;
using System.IO;
using System.Text;

namespace GeminiTuning.Core.Connections;

/// <summary>
/// New content for a file, complete and on the disk under a name of its own, until <see cref="Commit"/> puts it in the
/// file's place in one step: who reads, and who starts after a crash, finds the old content or the new. Only the owner
/// can read it.
/// </summary>
internal sealed class PendingFile
{
    private const string Suffix = ".tmp";

    private readonly string _path;
    private readonly string _pending;

    private PendingFile(string path, string pending)
    {
        _path = path;
        _pending = pending;
    }

    /// <summary>Writes the content, in the folder of the file that it is for.</summary>
    public static PendingFile Write(string path, string content)
    {
        var pending = path + "." + Guid.NewGuid().ToString("N") + Suffix;
        using (var stream = Create(pending))
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush(flushToDisk: true);
        }

        return new PendingFile(path, pending);
    }

    /// <summary>Deletes what a crash before the commit has left. Only for who keeps others out.</summary>
    public static void CleanUp(string path)
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*" + Suffix))
        {
            File.Delete(left);
        }
    }

    public void Commit()
    {
#if NETFRAMEWORK
        if (File.Exists(_path))
        {
            File.Replace(_pending, _path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_pending, _path);
        }
#else
        File.Move(_pending, _path, overwrite: true);
#endif
    }

    private static FileStream Create(string path)
    {
#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows())
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
#endif

        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}
