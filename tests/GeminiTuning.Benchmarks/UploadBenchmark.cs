using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Converting rows and uploading the result, against a bare HttpClient that sends the same bytes, converted beforehand,
/// to the same server. The rows are gone through twice, as the name of the upload follows from its content.
/// </summary>
internal static class UploadBenchmark
{
    private const int Count = 5;
    private const double Megabytes = 64;

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            string rows = Path.Combine(folder, "rows.jsonl");
            string lines = Path.Combine(folder, "lines.jsonl");
            WriteRows(rows, Megabytes);
            WriteLines(rows, lines);
            await MeasureAsync(rows, lines, double.PositiveInfinity, "loopback", "none: converting costs more than copying");
            await MeasureAsync(rows, lines, 25, "a line of 200 Mbit/s", "at least 0.8");
            await MeasureHeapAsync(folder, rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string rows, string lines, double megabytesPerSecond, string line, string target)
    {
        using var storage = new DiscardingStorage(megabytesPerSecond);
        using var client = new HttpClient { BaseAddress = storage.Endpoint };
        double size = new FileInfo(lines).Length / 1e6;
        Pairs pairs = await Pairs.MeasureAsync(
            Count,
            async () => size / await TimeAsync(() => UploadAsync(storage.Endpoint, rows, static () => { })),
            async () => size / await TimeAsync(() => CopyAsync(client, lines)));
        pairs.Write($"Convert and upload {size:0} MB of rows, against a bare copy, over {line}", "MB/s", target);
    }

    private static async Task MeasureHeapAsync(string folder, string rows)
    {
        using var storage = new DiscardingStorage(double.PositiveInfinity);
        string large = Path.Combine(folder, "large.jsonl");
        WriteRows(large, 4 * Megabytes);
        double few = await HeldAsync(storage.Endpoint, rows);
        double many = await HeldAsync(storage.Endpoint, large);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| Largest live heap while {0:0} MB are uploaded, against {1:0} MB | {2:0.0} MB | {3:0.0} MB | {4:0.00} | does not grow |",
            4 * Megabytes,
            Megabytes,
            many,
            few,
            many / few));
    }

    // The heap that is live whenever the upload tells how far it is.
    private static async Task<double> HeldAsync(Uri endpoint, string rows)
    {
        double most = 0;
        await UploadAsync(endpoint, rows, () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) / 1e6));
        return most;
    }

    private static async Task UploadAsync(Uri endpoint, string rows, Action onProgress)
    {
        using var uploader = new TrainingDataUploader(
            new TransportSettings
            {
                Endpoint = endpoint,
                Service = StorageService.Description,
                Credential = new AccessTokenCredential(new NetworkCredential(string.Empty, "benchmark").SecurePassword),
                MaximumRetryCount = 0,
                UserAgent = "benchmark",
                Time = TimeProvider.System,
                Innermost = InnermostHandler.Create,
            },
            endpoint);
        var options = new CallOptions(new SilentTrace(onProgress), CancellationToken.None);
        await uploader.UploadAsync(TrainingFile.Read(rows, new DatasetOptions()), TuningMethod.Supervised, "gs://bucket", options);
    }

    private static async Task CopyAsync(HttpClient client, string lines)
    {
        await using FileStream file = File.OpenRead(lines);
        using var content = new StreamContent(file, 1 << 16);
        using HttpResponseMessage answer = await client.PutAsync("upload/storage/v1/b/bucket/o", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalSeconds;
    }

    private static void WriteRows(string path, double megabytes)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        string filler = string.Concat(Enumerable.Repeat("A sentence of a \\\"document\\\" that is to be summarised, número ", 10));
        for (int n = 0; file.BaseStream.Position < megabytes * 1e6; n++)
        {
            file.Write("{\"text_input\": \"" + filler + n.ToString(CultureInfo.InvariantCulture) + "\", \"output\": \"Its summary " + n.ToString(CultureInfo.InvariantCulture) + "\"}\n");
        }
    }

    private static void WriteLines(string rows, string lines)
    {
        using var stream = new JsonLinesStream(TrainingFile.Read(rows, new DatasetOptions()), TuningMethod.Supervised, check: true);
        using FileStream file = File.Create(lines);
        stream.CopyTo(file, 1 << 16);
    }
}
