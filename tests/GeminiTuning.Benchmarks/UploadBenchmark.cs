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
    private const int Count = 7;
    private const double Megabytes = 64;
    private const double LargeMegabytes = 1000;

    private static string Filler { get; } = string.Concat(Enumerable.Repeat("A sentence of a \\\"document\\\" that is to be summarised, número ", 10));

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            using EmulatorProcess emulator = await EmulatorProcess.StartAsync();
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
        double heap = 0;
        using (var uploads = new Uploads(new Uri(endpoint)))
        {
            int told = 0;
            await uploads.ConvertAndUploadAsync(rows, () =>
            {
                // Collecting each time would keep the working set smaller than it is for a user.
                if (++told % 8 == 0)
                {
                    heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false) / 1e6);
                }
            });
        }

        using var own = Process.GetCurrentProcess();
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} {1}", heap, own.PeakWorkingSet64 / 1e6));
    }

    private static async Task MeasureSpeedAsync(Uri endpoint, string folder, string what, Action<TextWriter, int> write)
    {
        string rows = Path.Combine(folder, "rows.jsonl");
        string lines = Path.Combine(folder, "lines.jsonl");
        WriteFile(rows, Megabytes, write);
        using (var stream = new JsonLinesStream(TrainingFile.Read(rows, new DatasetOptions()), TuningMethod.Supervised, check: true))
        {
            await using FileStream file = File.Create(lines);
            await stream.CopyToAsync(file, 1 << 16);
        }

        using var uploads = new Uploads(endpoint);
        double size = new FileInfo(lines).Length / 1e6;
        Pairs pairs = await Pairs.MeasureAsync(
            Count,
            async () => size / await uploads.ConvertAndUploadAsync(rows, static () => { }),
            async () => size / await uploads.CopyAsync(lines));
        pairs.Write($"Convert and upload {size:0} MB, {what}, against a bare copy of the result", "MB/s", "at least 0.8");
    }

    private static async Task MeasureMemoryAsync(Uri endpoint, string folder)
    {
        string rows = Path.Combine(folder, "rows.jsonl");
        WriteFile(rows, Megabytes, WriteRow);
        (double fewHeap, double fewSet) = await MemoryAsync(endpoint, rows);
        WriteFile(rows, LargeMegabytes, WriteRow);
        (double manyHeap, double manySet) = await MemoryAsync(endpoint, rows);
        WriteMemory("Largest heap", manyHeap, fewHeap, "does not grow");
        WriteMemory("Largest working set", manySet, fewSet, "at most 200 MB");
    }

    private static void WriteMemory(string what, double many, double few, string target) => Console.WriteLine(string.Format(
        CultureInfo.InvariantCulture,
        "| {0} while {1:0} MB are uploaded, against {2:0} MB | {3:0.0} MB | {4:0.0} MB | {5:0.00} | {6} |",
        what,
        LargeMegabytes,
        Megabytes,
        many,
        few,
        many / few,
        target));

    private static async Task<(double Heap, double WorkingSet)> MemoryAsync(Uri endpoint, string rows)
    {
        string[] figures = (await Children.RunAsync("upload", endpoint.ToString(), rows)).Split(' ');
        return (double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture));
    }

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
