using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Tools.Tests;

/// <summary>Runs the built tools, as a user would.</summary>
internal static class ProcessRunner
{
    // Long enough for the slowest machine, short enough that a prompt that hangs is seen as a failure.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<ProcessResult> ConsoleAsync(params string[] arguments) =>
        RunAsync("GeminiTuning.Console", string.Empty, arguments);

    public static Task<ProcessResult> ConsoleInputAsync(string input) =>
        RunAsync("GeminiTuning.Console", input, []);

    public static Task<ProcessResult> HelpAsync(params string[] arguments) =>
        RunAsync("GeminiTuning.Help", string.Empty, arguments);

    private static string Unix(string text) => text.ReplaceLineEndings("\n");

    private static async Task<ProcessResult> RunAsync(string tool, string input, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, tool + ".dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new ProcessResult(process.ExitCode, Unix(await output), Unix(await error));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
