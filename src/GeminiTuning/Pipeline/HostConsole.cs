using System;
using System.Management.Automation.Host;

namespace GeminiTuning.Pipeline;

/// <summary>Whether somebody is looking at a console that can draw a progress bar.</summary>
internal static class HostConsole
{
    /// <summary>Says whether a host draws progress bars.</summary>
    /// <param name="host">The host. Its RawUI is not touched: some hosts have none.</param>
    /// <returns>Whether it does.</returns>
    public static bool CanDraw(PSHost host) => host.Name switch
    {
        "ConsoleHost" or "GeminiTuning.Console" => !Console.IsOutputRedirected,
        "Visual Studio Code Host" or "Windows PowerShell ISE Host" or "ServerRemoteHost" => true,
        _ => false,
    };
}
