using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace GeminiTuning.Module.Tests;

/// <summary>Runs a command in a process of its own, by the console host.</summary>
internal static class FreshProcess
{
    private static readonly string Host = Path.Combine(
        ModuleSession.RepositoryRoot,
        typeof(FreshProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "Console").Value!);

    public static Process Start(string command) => Process.Start(new ProcessStartInfo("dotnet", [Host, "-Command", command])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    public static async Task<string[]> RunAsync(string command)
    {
        using Process process = Start(command);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Empty(await errors);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
