using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace GeminiTuning.Pipeline;

/// <summary>Opens the user's browser.</summary>
internal static class Browser
{
    // As other programs on Unix do; elsewhere the system knows the browser.
    private const string Variable = "BROWSER";

    /// <summary>Opens an address.</summary>
    /// <param name="address">The address.</param>
    public static void Open(Uri address)
    {
        string? chosen = Path.DirectorySeparatorChar is '/' ? Environment.GetEnvironmentVariable(Variable) : null;

        // The escaped form has neither blanks nor quotation marks, so that it stays one argument.
        ProcessStartInfo start = string.IsNullOrWhiteSpace(chosen)
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(chosen!.Trim(), address.AbsoluteUri) { UseShellExecute = false };
        try
        {
            using Process? browser = Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException or PlatformNotSupportedException)
        {
            throw CmdletErrors.BrowserUnavailable(address.Host, e);
        }
    }
}
