using System;
using System.IO;
using System.Text;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Auth.Credentials;

/// <summary>Writes files that nobody but their owner may read.</summary>
internal static class SecretFile
{
    public static void Write(string path, JsonValue content) => Write(path, JsonOutput.Write(content, pretty: true) + "\n");

    public static void Write(string path, string content)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory);
            }

            // A new file, for one that was there would keep its permissions.
            File.Delete(path);
            using var stream = Create(path);
            var bytes = Encoding.UTF8.GetBytes(content);
            stream.Write(bytes, 0, bytes.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TuningException(
                "EmulatorCredentialNotWritable",
                TuningErrorKind.InvalidOperation,
                $"The credential file '{path}' cannot be written: {exception.Message} Choose a file in a directory that you may write to.",
                exception)
            {
                Target = path,
            };
        }
    }

#if NET
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
#else
    // On Windows, a file in the user's profile is the user's own already.
    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write);
#endif
}
