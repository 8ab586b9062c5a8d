using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Storage;

/// <summary>What identifies examples as JSON lines: found by converting them once without keeping anything.</summary>
internal sealed record JsonLinesDigest(long Count, long Length, string Sha256, string Md5)
{
    private const int IdCharacters = 32;
    private const int BlockSize = 1 << 16;
    private const int BlocksPerReport = 256;

    /// <summary>The part of the hash that names are made of.</summary>
    public string Id => Sha256.Substring(0, IdCharacters);

    public static async Task<JsonLinesDigest> OfAsync(IEnumerable<TuningExample> examples, TuningMethod method, UploadProgress progress, CallOptions options)
    {
        using var lines = new JsonLinesStream(examples, method, check: true);
        using var ahead = new ReadAheadStream(lines);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = CreateMd5();
        var block = new byte[BlockSize];
        var length = 0L;
        try
        {
            for (var blocks = 1; await ReadAsync(ahead, block, options.CancellationToken).ConfigureAwait(false) is > 0 and var read; blocks++)
            {
                sha256.AppendData(block, 0, read);
                md5.AppendData(block, 0, read);
                length += read;
                if (blocks % BlocksPerReport == 0)
                {
                    progress.Reading(length);
                }
            }
        }
        finally
        {
            await ahead.StopAsync().ConfigureAwait(false);
        }

        return lines.Count == 0
            ? throw DatasetErrors.TrainingDataEmpty(null)
            : new JsonLinesDigest(lines.Count, length, Hex(sha256.GetHashAndReset()), Convert.ToBase64String(md5.GetHashAndReset()));
    }

    private static Task<int> ReadAsync(ReadAheadStream ahead, byte[] block, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
#pragma warning disable CA1835 // The overload for memory is not on both frameworks.
        return ahead.ReadAsync(block, 0, block.Length, cancellationToken);
#pragma warning restore CA1835
    }

    // The checksum that Cloud Storage compares; it guards against accidents, not against anybody.
#pragma warning disable CA5351
    private static IncrementalHash CreateMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

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
