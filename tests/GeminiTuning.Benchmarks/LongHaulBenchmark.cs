using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>
/// What a process holds after 20,000 and after 200,000 prompts, with 32 at the same time: live memory,
/// open handles and threads. It has a process of its own, and so has the server.
/// </summary>
internal static class LongHaulBenchmark
{
    private const int Few = 20_000;
    private const int Many = 200_000;
    private const int Throttle = 32;

    public static async Task RunAsync()
    {
        using ServerProcess server = await ServerProcess.StartAsync("serve-latency", "0");
        string[] lines = (await Children.RunAsync("long-haul", server.Endpoint.ToString())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        double[] few = Read(lines[0]);
        double[] many = Read(lines[1]);
        Write("Live memory", " KB", few[0], many[0]);
        Write("Open handles", string.Empty, few[1], many[1]);
        Write("Threads", string.Empty, few[2], many[2]);
    }

    /// <summary>Asks, and writes what is held after the smaller and after the larger number of prompts.</summary>
    public static void RunChild(string endpoint)
    {
        using var module = new ModuleRunner(new Uri(endpoint));
        module.Invoke(Ask(Few));
        Measure();
        module.Invoke(Ask(Many - Few));
        Measure();
    }

    private static string Ask(int count) => $"1..{count} | ForEach-Object {{ \"prompt $_\" }} | Invoke-GeminiTunedModel m -ThrottleLimit {Throttle} | Out-Null";

    private static void Measure()
    {
        for (int pass = 0; pass < 3; pass++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var own = Process.GetCurrentProcess();
        int handles = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : own.HandleCount;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true) / 1e3} {handles} {own.Threads.Count}"));
    }

    private static double[] Read(string line) => [.. line.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture))];

    private static void Write(string what, string unit, double few, double many) => Console.WriteLine(string.Format(
        CultureInfo.InvariantCulture,
        "| {0} after {1:N0} prompts, against {2:N0} | {3:0}{6} | {4:0}{6} | {5:0.00} | does not grow |",
        what,
        Many,
        Few,
        many,
        few,
        many / few,
        unit));
}
