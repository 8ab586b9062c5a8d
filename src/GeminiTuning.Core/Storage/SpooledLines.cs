using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Examples as JSON lines in a temporary file: converted once, as the name that they are stored under is known only
/// after the last of them. The file goes with this object, and with the process.
/// </summary>
internal sealed class SpooledLines : IDisposable
{
    private const int BlockSize = 1 << 17;
    private const int BlocksPerReport = 128;

    private SpooledLines(FileStream file, JsonLinesDigest digest)
    {
        File = file;
        Digest = digest;
    }

    /// <summary>The lines, from the first on.</summary>
    public FileStream File { get; }

    public JsonLinesDigest Digest { get; }

    /// <summary>Converts examples on another thread.</summary>
    public static Task<SpooledLines> WriteAsync(IEnumerable<TuningExample> examples, TuningMethod method, UploadProgress progress, CancellationToken cancellationToken) =>
        Task.Run(() => Write(examples, method, progress, cancellationToken), cancellationToken);

    public void Dispose() => File.Dispose();

    private static SpooledLines Write(IEnumerable<TuningExample> examples, TuningMethod method, UploadProgress progress, CancellationToken cancellationToken)
    {
        var file = Create();
        try
        {
            using var lines = new JsonLinesStream(new ExamplesAhead(examples), method, check: true);
            var digest = Copy(lines, file, progress, cancellationToken);
            file.Position = 0;
            return new SpooledLines(file, digest);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static JsonLinesDigest Copy(JsonLinesStream lines, FileStream file, UploadProgress progress, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc32C = new Crc32C();
        var block = new byte[BlockSize];
        var length = 0L;
        for (var blocks = 1; lines.Read(block, 0, block.Length) is > 0 and var read; blocks++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sha256.AppendData(block, 0, read);
            crc32C.Append(block.AsSpan(0, read));
            Write(file, block, read);
            length += read;
            if (blocks % BlocksPerReport == 0)
            {
                progress.Reading(length);
            }
        }

        return lines.Count == 0
            ? throw DatasetErrors.TrainingDataEmpty(null)
            : new JsonLinesDigest(lines.Count, length, Hex(sha256.GetHashAndReset()), crc32C.ToString());
    }

    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "geminituning-" + Guid.NewGuid().ToString("N") + ".tmp");
        const FileOptions Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan;
        try
        {
#if NETFRAMEWORK
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, Options);
#else
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = Options };
            if (!OperatingSystem.IsWindows())
            {
                // Unlike Windows, other systems have one folder of temporary files for everybody.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(path, options);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.SpoolFailed(path, e);
        }
    }

    private static void Write(FileStream file, byte[] block, int count)
    {
        try
        {
            file.Write(block, 0, count);
        }
        catch (IOException e)
        {
            throw StorageErrors.SpoolFailed(file.Name, e);
        }
    }

    private static string Hex(byte[] hash)
    {
        var text = new StringBuilder(hash.Length * 2);
        foreach (var value in hash)
        {
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
