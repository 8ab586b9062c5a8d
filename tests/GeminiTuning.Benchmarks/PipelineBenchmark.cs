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
    private const int Sequential = 100;
    private const int ParallelPrompts = 2_000;
    private static readonly string Delete = $"Get-GeminiTunedModel | Remove-GeminiTunedModel -ThrottleLimit {Throttle}";

    public static async Task RunAsync()
    {
        using ServerProcess server = await ServerProcess.StartAsync("serve-latency", Latency.ToString(CultureInfo.InvariantCulture));
        using var module = new ModuleRunner(server.Endpoint);
        await MeasureFirstAsync(module);
        MeasureDeletion(module);
        MeasurePrompts(module);
        if (FindPwsh() is not { } pwsh)
        {
            Console.WriteLine("| Invoke-RestMethod in ForEach-Object -Parallel: no pwsh in GEMINITUNING_PWSH or PATH | | | | |");
            return;
        }

        Uri models = new(server.Endpoint, "v1beta/tunedModels/");
        await MeasureParallelAsync(
            $"Delete {Models:N0} tuned models",
            () => module.Time(Delete),
            pwsh,
            Models,
            $$"""$null = Invoke-RestMethod -Method Delete -Uri "{{models}}model-$_" """);
        await MeasureParallelAsync(
            $"Ask {ParallelPrompts:N0} prompts",
            () => module.Time(Ask(ParallelPrompts)),
            pwsh,
            ParallelPrompts,
            $$"""
            (Invoke-RestMethod -Method Post -Uri {{models}}m:generateContent -ContentType application/json -Body $using:body).candidates[0].content.parts[0].text
            """);
    }

    private static async Task MeasureFirstAsync(ModuleRunner module)
    {
        Pairs pairs = await Pairs.MeasureAsync(
            9,
            () => Task.FromResult(module.Time($"foreach ($once in 1) {{ 1..1000 | ForEach-Object {{ \"prompt $_\" }} | Invoke-GeminiTunedModel m -ThrottleLimit {Throttle} | ForEach-Object {{ break }} }}")),
            () => Task.FromResult((double)Latency));
        pairs.Write("First of 1,000 answers, against one round trip", "ms", "at most 20 ms more");
    }

    private static void MeasureDeletion(ModuleRunner module)
    {
        module.Invoke(Delete);
        var ideal = new Pairs();
        var loop = new Pairs();
        for (int i = 0; i < 5; i++)
        {
            double ours = module.Time(Delete);

            // One more round trip for the listing.
            ideal.Add(ours, Ideal(Models) + Latency);

            // The loops are short and their time multiplied, as the whole of the longest would take nine minutes.
            double part = module.Time($"foreach ($n in 1..{Sequential}) {{ Remove-GeminiTunedModel \"model-$n\" }}");
            loop.Add(ours, part * Models / Sequential);
        }

        ideal.Write($"Delete {Models:N0} tuned models with one pipeline, {Throttle} at the same time, 50 ms each, against the ideal", "ms", "at most 1.11 (0.9 of the ideal)");
        loop.Write($"The same, against a sequential loop ({Sequential} models, extrapolated)", "ms", "–");
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
            double part = module.Time($"foreach ($n in 1..{Sequential}) {{ $null = Invoke-GeminiTunedModel m \"prompt $n\" }}");
            loop.Add(ours, part * Prompts / Sequential);
        }

        ideal.Write($"Ask {Prompts:N0} prompts, {Throttle} at the same time, 50 ms each, against the ideal", "ms", "–");
        loop.Write($"The same, against a sequential loop ({Sequential} prompts, extrapolated)", "ms", "–");
    }

    private static async Task MeasureParallelAsync(string what, Func<double> ours, string pwsh, int count, string step)
    {
        // Measured inside, so that the start of the process does not count.
        string script = $$"""
            $ProgressPreference = 'SilentlyContinue'
            $body = '{"contents":[{"role":"user","parts":[{"text":"prompt"}]}]}'
            $clock = [Diagnostics.Stopwatch]::StartNew()
            1..{{count}} | ForEach-Object -ThrottleLimit {{Throttle}} -Parallel { {{step}} } | Out-Null
            $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
            """;
        Pairs pairs = await Pairs.MeasureAsync(3, () => Task.FromResult(ours()), () => RunAsync(pwsh, script));
        pairs.Write(what + $", against Invoke-RestMethod in ForEach-Object -Parallel, both {Throttle} at the same time", "ms", "–");
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
