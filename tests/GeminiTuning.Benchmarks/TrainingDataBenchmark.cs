using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Checks;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Reading, checking by all rules and converting a million examples, against a bare pass of System.Text.Json over every
/// token of every line of the same file; and the memory that it takes.
/// </summary>
internal static class TrainingDataBenchmark
{
    private const int Count = 7;
    private const int Rows = 1_000_000;

    private static readonly string[] Words =
        [.. "the a model tunes on examples that people write in short and long sentences about weather, trade and números or größe of things".Split(' ')];

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        try
        {
            string path = Path.Combine(folder, "rows.jsonl");
            WriteFile(path);
            double size = new FileInfo(path).Length / 1e6;
            Pairs pairs = await Pairs.MeasureAsync(Count, () => Task.FromResult(size / Ours(path)), () => Task.FromResult(size / Yardstick(path)));
            pairs.Write($"Read, check and convert {size:0} MB, a million rows, against a bare Utf8JsonReader", "MB/s", "at least 100 MB/s and 0.5");
            double memory = double.Parse(await Children.RunAsync("check", path), CultureInfo.InvariantCulture);
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| Largest working set of that | {0:0.0} MB | | | at most 300 MB |", memory));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void RunChild(string path)
    {
        Ours(path);
        using var own = Process.GetCurrentProcess();
        Console.WriteLine((own.PeakWorkingSet64 / 1e6).ToString(CultureInfo.InvariantCulture));
    }

    private static double Ours(string path)
    {
        var clock = Stopwatch.StartNew();
        var options = new CallOptions(new SilentTrace(), CancellationToken.None);
        var checker = new TrainingDataChecker(new TrainingDataCheck(), options);
        var converted = new LineBuffer(1 << 16);
        var writer = new VertexLineWriter(converted);
        var scratch = new byte[1 << 16];
        long written = 0;
        checker.OnRow = row =>
        {
            row.Write(writer, TuningMethod.Supervised);
            if (converted.Length > scratch.Length / 2)
            {
                written += converted.Take(scratch);
            }
        };
        int findings = checker.Check(new TrainingFiles([path], new DatasetOptions())).Sum(static part => part.Findings.Count) + checker.Complete().Findings.Count;
        return findings == 0 && written > 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"There are {findings} findings in data that has none.");
    }

    private static double Yardstick(string path)
    {
        var clock = Stopwatch.StartNew();
        using FileStream file = File.OpenRead(path);
        var buffer = new byte[1 << 17];
        int kept = 0;
        long tokens = 0;
        while (file.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            int end = kept + read;
            int start = 0;
            while (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, length));
                while (reader.Read())
                {
                    tokens++;
                }

                start += length + 1;
            }

            kept = end - start;
            buffer.AsSpan(start, kept).CopyTo(buffer);
        }

        return tokens > Rows ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException("The yardstick has not read the file.");
    }

    private static void WriteFile(string path)
    {
        var random = new Random(1);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
        var text = new StringBuilder();
        for (int n = 0; n < Rows; n++)
        {
            text.Clear().Append("{\"text_input\": \"Summarise case ").Append(n).Append(": ");
            for (int i = 0; i < 24; i++)
            {
                text.Append(Words[random.Next(Words.Length)]).Append(i == 11 ? ".\\n" : " ");
            }

            text.Append("\", \"output\": \"Case ").Append(n).Append(' ');
            for (int i = 0; i < 9; i++)
            {
                text.Append(Words[random.Next(Words.Length)]).Append(' ');
            }

            file.Write(text.Append("\"}\n"));
        }
    }
}
