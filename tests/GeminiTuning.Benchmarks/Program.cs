using System;
using System.Runtime.InteropServices;
using GeminiTuning.Benchmarks;

Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
switch (args)
{
    case ["import", string module]:
        ImportBenchmark.RunChild(module);
        return 0;
    case ["serve"]:
        EmulatorProcess.RunChild();
        return 0;
    case ["check", string data]:
        TrainingDataBenchmark.RunChild(data);
        return 0;
    case ["upload", string endpoint, string rows]:
        await UploadBenchmark.RunChildAsync(endpoint, rows);
        return 0;
}

Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}");
Console.WriteLine();
Console.WriteLine("| what | ours (median) | yardstick (median) | ratio (median of pairs) | target |");
Console.WriteLine("|---|---|---|---|---|");
if (args is ["only-data"])
{
    await TrainingDataBenchmark.RunAsync();
    return 0;
}

if (args is not ["only-upload"])
{
    await TrainingDataBenchmark.RunAsync();
    await ImportBenchmark.RunAsync();
    await ListingBenchmark.RunAsync();
}

await UploadBenchmark.RunAsync();
return 0;
