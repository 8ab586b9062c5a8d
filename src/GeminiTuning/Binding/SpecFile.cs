using System;
using System.IO;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Binding;

/// <summary>Writes a file whole or not at all.</summary>
internal static class SpecFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="text">Its content.</param>
    /// <param name="noClobber">Whether to keep one that exists.</param>
    /// <param name="force">Whether to replace one that is read-only.</param>
    public static void Write(string path, string text, bool noClobber, bool force)
    {
        if (noClobber && File.Exists(path))
        {
            throw CmdletErrors.SpecFileExists(path);
        }

        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            if (File.Exists(path))
            {
                if (force)
                {
                    File.SetAttributes(path, FileAttributes.Normal);
                }
                else if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
                {
                    throw new UnauthorizedAccessException("it is read-only. Add -Force to replace it.");
                }

                File.Replace(temporary, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(temporary, path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CmdletErrors.SpecFileUnwritable(path, e);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
