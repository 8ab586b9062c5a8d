using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using GeminiTuning.Benchmarks;

Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
switch (args)
{
    case ["import", string module]:
        ImportBenchmark.RunChild(module);
        return 0;
    case ["first-call", string endpoint]:
        FirstCallBenchmark.RunChild(new Uri(endpoint));
        return 0;
    case ["first-call-bare", string endpoint]:
        await FirstCallBenchmark.RunBareChildAsync(new Uri(endpoint));
        return 0;
    case ["serve"]:
        ServerProcess.RunEmulator();
        return 0;
    case ["serve-latency", string milliseconds]:
        LatencyService.RunChild(TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)));
        return 0;
    case ["check", string data]:
        TrainingDataBenchmark.RunChild(data);
        return 0;
    case ["long-haul", string endpoint]:
        LongHaulBenchmark.RunChild(endpoint);
        return 0;
    case ["upload", string endpoint, string rows]:
        await UploadBenchmark.RunChildAsync(endpoint, rows);
        return 0;
}

Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}");
Console.WriteLine();
Console.WriteLine("| what | ours (median) | yardstick (median) | ratio (median of pairs) | target |");
Console.WriteLine("|---|---|---|---|---|");
await RunAsync("data", TrainingDataBenchmark.RunAsync);
await RunAsync("import", ImportBenchmark.RunAsync);
await RunAsync("first-call", FirstCallBenchmark.RunAsync);
await RunAsync("listing", ListingBenchmark.RunAsync);
await RunAsync("cost", RequestCostBenchmark.RunAsync);
await RunAsync("pipeline", PipelineBenchmark.RunAsync);
await RunAsync("long-haul", LongHaulBenchmark.RunAsync);
await RunAsync("upload", UploadBenchmark.RunAsync);
return 0;

// All of them, or the one that is asked for as only-….
async Task RunAsync(string name, Func<Task> benchmark)
{
    if (args.Length == 0 || args.Contains("only-" + name, StringComparer.Ordinal))
    {
        await benchmark();
    }
}
