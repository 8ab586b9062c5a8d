using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GeminiTuning.Core.Datasets;
using GeminiTuning.Core.Storage;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Converting rows and uploading the result to the module's emulator, against a bare HttpClient that sends the same bytes,
/// converted beforehand, from a file to the same server; and the memory that it takes.
/// </summary>
internal static class UploadBenchmark
{
    private const int Count = 9;
    private const double Megabytes = 250;
    private const double LargeMegabytes = 1000;

    private static string Filler { get; } = string.Concat(Enumerable.Repeat("A sentence of a \\\"document\\\" that is to be summarised, número ", 10));

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            using ServerProcess emulator = await ServerProcess.StartAsync("serve");
            await MeasureSpeedAsync(emulator.Endpoint, folder, "rows to convert", WriteRow);
            await MeasureSpeedAsync(emulator.Endpoint, folder, "rows in Vertex AI's form", WriteContents);
            await MeasureMemoryAsync(emulator.Endpoint, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task RunChildAsync(string endpoint, string rows)
    {
        using (var uploads = new Uploads(new Uri(endpoint)))
        {
            await uploads.ConvertAndUploadAsync(rows);
        }

        using var own = Process.GetCurrentProcess();
        Console.WriteLine((own.PeakWorkingSet64 / 1e6).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task MeasureSpeedAsync(Uri endpoint, string folder, string what, Action<TextWriter, int> write)
    {
        string rows = Path.Combine(folder, "rows.jsonl");
        string lines = Path.Combine(folder, "lines.jsonl");
        WriteFile(rows, Megabytes, write);
        using (var stream = new JsonLinesStream(new TrainingFiles([rows], new DatasetOptions()), TuningMethod.Supervised))
        {
            await using FileStream file = File.Create(lines);
            await stream.CopyToAsync(file, 1 << 16);
        }

        using var uploads = new Uploads(endpoint);
        double size = new FileInfo(lines).Length / 1e6;
        Pairs pairs = await Pairs.MeasureAsync(
            Count,
            async () => size / await uploads.ConvertAndUploadAsync(rows),
            async () => size / await uploads.CopyAsync(lines));
        pairs.Write($"Convert and upload {size:0} MB, {what}, against a bare copy of the result", "MB/s", "at least 0.8");
    }

    private static async Task MeasureMemoryAsync(Uri endpoint, string folder)
    {
        string rows = Path.Combine(folder, "rows.jsonl");
        WriteFile(rows, Megabytes, WriteRow);
        double few = await WorkingSetAsync(endpoint, rows);
        WriteFile(rows, LargeMegabytes, WriteRow);
        double many = await WorkingSetAsync(endpoint, rows);
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "| Largest working set while {0:0} MB are uploaded, against {1:0} MB | {2:0.0} MB | {3:0.0} MB | {4:0.00} | at most 200 MB |",
            LargeMegabytes,
            Megabytes,
            many,
            few,
            many / few));
    }

    private static async Task<double> WorkingSetAsync(Uri endpoint, string rows) =>
        double.Parse(await Children.RunAsync("upload", endpoint.ToString(), rows), CultureInfo.InvariantCulture);

    private static void WriteFile(string path, double megabytes, Action<TextWriter, int> write)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        for (int n = 0; file.BaseStream.Position < megabytes * 1e6; n++)
        {
            write(file, n);
        }
    }

    private static void WriteRow(TextWriter file, int n) => file.Write(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"text_input": "{{Filler}}{{n}}", "output": "Its summary {{n}}"}{{'\n'}}"""));

    // A system instruction, so that the line is taken over as it is.
    private static void WriteContents(TextWriter file, int n) => file.Write(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"systemInstruction":{"parts":[{"text":"Summarise."}]},"contents":[{"role":"user","parts":[{"text":"{{Filler}}{{n}}"}]},{"role":"model","parts":[{"text":"Its summary {{n}}"}]}]}{{'\n'}}"""));
}
