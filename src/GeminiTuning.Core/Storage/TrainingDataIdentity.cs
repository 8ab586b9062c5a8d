using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Storage;

/// <summary>
/// Finds what identifies training data: of files their bytes and how they are read, which is far quicker to find than what
/// they are converted to; of other examples their lines.
/// </summary>
internal static class TrainingDataIdentity
{
    // Changes when the same bytes are converted to other lines than before.
    private const string Version = "2";
    private const int PartLength = 1 << 23;
    private const int BlockLength = 1 << 17;

    public static Task<UploadIdentity> FindAsync(IEnumerable<TuningExample> examples, TuningMethod method, UploadProgress progress, CancellationToken cancellationToken) =>
        Task.Run(() => examples is TrainingFiles files ? OfFiles(files, method, cancellationToken) : OfLines(examples, method, progress, cancellationToken), cancellationToken);

    /// <summary>What changes with the files' sizes and times.</summary>
    public static string StampOf(IEnumerable<TuningExample> examples) => examples is TrainingFiles files
        ? string.Join("|", files.Files.Select(static file => new FileInfo(file.Path)).Select(static info =>
            FormattableString.Invariant($"{info.Length} {info.LastWriteTimeUtc.Ticks}")))
        : string.Empty;

    private static UploadIdentity OfLines(IEnumerable<TuningExample> examples, TuningMethod method, UploadProgress progress, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        using var lines = new JsonLinesStream(examples, method);
        lines.ReadToEnd(
            block =>
            {
                hash.Append(block.AsSpan());
                progress.Reading(lines.BytesRead);
            },
            cancellationToken);
        return new UploadIdentity(Id(hash), lines.BytesRead, lines.BytesRead, lines.Crc32C, string.Empty);
    }

    private static UploadIdentity OfFiles(TrainingFiles data, TuningMethod method, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        Append(hash, Version + "|" + method + "|" + data.Dataset.InputProperty + "|" + data.Dataset.OutputProperty);
        var stamp = StampOf(data);
        var length = 0L;
        foreach (var file in data.Files)
        {
            long size;
            using (var stream = file.Open())
            {
                size = stream.Length;
            }

            Append(hash, FormattableString.Invariant($"|{file.Format}|{TrainingFormats.IsCompressed(file.Path)}|{size}|"));
            foreach (var part in HashParts(file, size, cancellationToken))
            {
                hash.Append(part);
            }

            length += size;
        }

        return new UploadIdentity(Id(hash), length, null, null, stamp);
    }

    // Part by part, so that every processor has some of them.
    private static byte[][] HashParts(TrainingFile file, long length, CancellationToken cancellationToken)
    {
        var hashes = new byte[(int)((length + PartLength - 1) / PartLength)][];
        try
        {
            Parallel.For(0, hashes.Length, new ParallelOptions { CancellationToken = cancellationToken }, part => hashes[part] = HashPart(file, part));
        }
        catch (AggregateException e)
        {
            throw e.InnerExceptions[0] as TuningException ?? DatasetErrors.TrainingFileUnreadable(file.Path, e.InnerExceptions[0].Message, e);
        }

        return hashes;
    }

    private static byte[] HashPart(TrainingFile file, int part)
    {
        var hash = new XxHash128();
        using var stream = file.Open();
        stream.Position = (long)part * PartLength;
        var block = new byte[BlockLength];
        var left = PartLength;
        while (left > 0 && stream.Read(block, 0, Math.Min(left, block.Length)) is > 0 and var read)
        {
            hash.Append(block.AsSpan(0, read));
            left -= read;
        }

        return hash.GetCurrentHash();
    }

    private static void Append(XxHash128 hash, string text) => hash.Append(Encoding.UTF8.GetBytes(text));

    private static string Id(XxHash128 hash) =>
        string.Concat(hash.GetCurrentHash().Select(static value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
