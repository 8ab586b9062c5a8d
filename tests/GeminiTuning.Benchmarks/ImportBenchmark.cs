using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>What importing costs, each time in a process of its own, since a second import in one is nearly free.</summary>
internal static class ImportBenchmark
{
    private const int Count = 15;

    public static async Task RunAsync() =>
        (await Pairs.MeasureAsync(Count, static () => StartChildAsync(Modules.Ours), static () => StartChildAsync(Modules.Empty)))
        .Write("Import-Module, views included, against an empty binary module", "ms", "at most 1.5");

    public static void RunChild(string module)
    {
        using Runspace runspace = Modules.OpenRunspace();
        using var shell = PowerShell.Create(runspace);

        // The first command of a session pays for the engine's own start.
        shell.AddScript("1").Invoke();
        shell.Commands.Clear();

        shell.AddCommand("Import-Module").AddParameter("Name", module);
        var clock = Stopwatch.StartNew();
        shell.Invoke();
        clock.Stop();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        }

        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> StartChildAsync(string module) =>
        double.Parse(await Children.RunAsync("import", module), CultureInfo.InvariantCulture);
}
