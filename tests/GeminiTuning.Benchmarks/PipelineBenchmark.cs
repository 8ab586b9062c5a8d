using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// Deleting and asking where each request takes 50 ms, with 32 at the same time: against the ideal, which is the number of
/// rounds times 50 ms; against a sequential loop; and against Invoke-RestMethod in ForEach-Object -Parallel.
/// </summary>
internal static class PipelineBenchmark
{
    private const int Latency = 50;
    private const int Throttle = 32;
    private const int Models = 1_000;
    private const int Prompts = 10_000;
    private const int SequentialPrompts = 100;
    private const int ParallelPrompts = 2_000;

    public static async Task RunAsync()
    {
        using ServerProcess server = await ServerProcess.StartAsync("serve-latency", Latency.ToString(CultureInfo.InvariantCulture));
        using var module = new ModuleRunner(server.Endpoint);
        await MeasureFirstAsync(module);
        await MeasureDeletionAsync(module);
        MeasurePrompts(module);
        await MeasureParallelAsync(module, server.Endpoint);
    }

    private static async Task MeasureFirstAsync(ModuleRunner module)
    {
        Pairs pairs = await Pairs.MeasureAsync(
            9,
            () => Task.FromResult(module.Time($"foreach ($once in 1) {{ 1..1000 | ForEach-Object {{ \"prompt $_\" }} | Invoke-GeminiTunedModel m -ThrottleLimit {Throttle} | ForEach-Object {{ break }} }}")),
            () => Task.FromResult((double)Latency));
        pairs.Write("First of 1,000 answers, against one round trip", "ms", "at most 20 ms more");
    }

    private static async Task MeasureDeletionAsync(ModuleRunner module)
    {
        // One more round trip for the listing.
        double ideal = Ideal(Models) + Latency;
        Pairs pairs = await Pairs.MeasureAsync(
            5,
            () => Task.FromResult(module.Time($"Get-GeminiTunedModel | Remove-GeminiTunedModel -ThrottleLimit {Throttle}")),
            () => Task.FromResult(ideal));
        pairs.Write($"Delete {Models:N0} tuned models with one pipeline, {Throttle} at the same time, 50 ms each, against the ideal", "ms", "at most 1.11 (0.9 of the ideal)");
    }

    private static void MeasurePrompts(ModuleRunner module)
    {
        module.Invoke(Ask(1_000));
        var ideal = new Pairs();
        var loop = new Pairs();
        for (int i = 0; i < 3; i++)
        {
            double ours = module.Time(Ask(Prompts));
            ideal.Add(ours, Ideal(Prompts));

            // The loop is short and its time multiplied, as the whole would take nine minutes.
            double part = module.Time($"foreach ($n in 1..{SequentialPrompts}) {{ $null = Invoke-GeminiTunedModel m \"prompt $n\" }}");
            loop.Add(ours, part * Prompts / SequentialPrompts);
        }

        ideal.Write($"Ask {Prompts:N0} prompts, {Throttle} at the same time, 50 ms each, against the ideal", "ms", "–");
        loop.Write($"The same, against a sequential loop ({SequentialPrompts} prompts, extrapolated)", "ms", "–");
    }

    private static async Task MeasureParallelAsync(ModuleRunner module, Uri endpoint)
    {
        if (FindPwsh() is not { } pwsh)
        {
            Console.WriteLine("| Invoke-RestMethod in ForEach-Object -Parallel: no pwsh in GEMINITUNING_PWSH or PATH | | | | |");
            return;
        }

        // Measured inside, so that the start of the process does not count.
        string script = $$"""
            $ProgressPreference = 'SilentlyContinue'
            $body = '{"contents":[{"role":"user","parts":[{"text":"prompt"}]}]}'
            $clock = [Diagnostics.Stopwatch]::StartNew()
            1..{{ParallelPrompts}} | ForEach-Object -ThrottleLimit {{Throttle}} -Parallel {
                (Invoke-RestMethod -Method Post -Uri {{endpoint}}v1beta/tunedModels/m:generateContent -ContentType application/json -Body $using:body).candidates[0].content.parts[0].text
            } | Out-Null
            $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
            """;
        Pairs pairs = await Pairs.MeasureAsync(3, () => Task.FromResult(module.Time(Ask(ParallelPrompts))), () => RunAsync(pwsh, script));
        pairs.Write($"Ask {ParallelPrompts:N0} prompts, against Invoke-RestMethod in ForEach-Object -Parallel, both {Throttle} at the same time", "ms", "–");
    }

    private static string Ask(int count) =>
        $"1..{count} | ForEach-Object {{ \"prompt $_\" }} | Invoke-GeminiTunedModel m -ThrottleLimit {Throttle} | Out-Null";

    private static double Ideal(int count) => Math.Ceiling((double)count / Throttle) * Latency;

    private static string? FindPwsh()
    {
        if (Environment.GetEnvironmentVariable("GEMINITUNING_PWSH") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static async Task<double> RunAsync(string pwsh, string script)
    {
        using Process process = Process.Start(new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", "-Command", script])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
