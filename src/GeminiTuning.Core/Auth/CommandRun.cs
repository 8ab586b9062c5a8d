using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Auth;

/// <summary>Runs a command without a shell and without anybody to ask, and reads what it prints.</summary>
internal static class CommandRun
{
    public static async Task<string> ReadAsync(
        string command, IReadOnlyDictionary<string, string> variables, TimeSpan timeout, string source, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start(command, variables) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            throw AuthErrors.SubjectTokenMissing(source, "the command '" + process.StartInfo.FileName + "' does not start: " + e.Message);
        }

        process.StandardInput.Close();
        using var timer = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        // Its end closes both streams.
        using var end = either.Token.Register(() => Kill(process));
        var printed = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Task.WhenAll(printed, complaint).ConfigureAwait(false);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        if (timer.IsCancellationRequested)
        {
            throw AuthErrors.SubjectTokenMissing(source, "the command did not end within " + timeout.TotalSeconds + " s.");
        }

        // What it prints beside the answer may hold secrets and is not shown.
        var text = await printed.ConfigureAwait(false);
        return process.ExitCode == 0 || text.Length > 0
            ? text
            : throw AuthErrors.SubjectTokenMissing(source, "the command ended with exit code " + process.ExitCode + ".");
    }

    private static ProcessStartInfo Start(string command, IReadOnlyDictionary<string, string> variables)
    {
        var text = command.Trim();
        var quoted = text.StartsWith('"') ? text.IndexOf('"', 1) : -1;
        var length = quoted > 0 ? quoted + 1 : text.IndexOfAny([' ', '\t']) is var blank and > 0 ? blank : text.Length;
        var start = new ProcessStartInfo
        {
            FileName = text.Substring(0, length).Trim('"'),
            Arguments = text.Substring(length).Trim(),
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in variables)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
#if NETFRAMEWORK
            process.Kill();
#else
            process.Kill(entireProcessTree: true);
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended by itself.
        }
    }
}
