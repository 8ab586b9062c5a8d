#if !NETFRAMEWORK
using System;
#endif
using System.IO;
using System.Text;

namespace GeminiTuning.Core.SignIn;

/// <summary>
/// Files that only their owner can read, from the first byte on. On Windows that is up to the user's folders, whose
/// access lists new files inherit.
/// </summary>
internal static class PrivateFile
{
    /// <summary>Writes a file as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="backup">Where the file that was there is kept, if it is to be kept.</param>
    public static void Write(string path, string text, string? backup = null)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            using (var stream = Create(temporary))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(flushToDisk: true);
            }

            if (backup != null || (File.Exists(path) && !CanMoveOver))
            {
                File.Replace(temporary, path, backup);
            }
            else
            {
                Move(temporary, path);
            }
        }
        finally
        {
            // Gone already, unless something failed.
            File.Delete(temporary);
        }
    }

#if NETFRAMEWORK
    private const bool CanMoveOver = false;

    /// <summary>Takes away other people's access.</summary>
    /// <returns>Whether they had any.</returns>
    public static bool Tighten(string path) => false;

    /// <summary>Takes away other people's access to a folder that holds nothing but secrets.</summary>
    public static void TightenFolder(string path)
    {
    }

    /// <summary>Makes a folder that only its owner can read, unless it is there.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path);

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    private static void Move(string from, string to) => File.Move(from, to);
#else
    private const bool CanMoveOver = true;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Takes away other people's access.</summary>
    /// <returns>Whether they had any.</returns>
    public static bool Tighten(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~OwnerFolder) == UnixFileMode.None)
        {
            return false;
        }

        File.SetUnixFileMode(path, OwnerFile);
        return true;
    }

    /// <summary>Takes away other people's access to a folder that holds nothing but secrets.</summary>
    public static void TightenFolder(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerFolder) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, OwnerFolder);
        }
    }

    /// <summary>Makes a folder that only its owner can read, unless it is there.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    private static void Move(string from, string to) => File.Move(from, to, overwrite: true);
#endif
}
