using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace GeminiTuning.Benchmarks;

/// <summary>Runs this program again for a part of a benchmark that wants a process of its own.</summary>
internal static class Children
{
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    /// <summary>Runs it to its end; what it wrote.</summary>
    public static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using Process child = Start(arguments);
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException("A part of the benchmark failed.");
    }
}
