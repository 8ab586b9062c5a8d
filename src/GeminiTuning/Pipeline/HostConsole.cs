using System;
using System.Management.Automation.Host;

namespace GeminiTuning.Pipeline;

/// <summary>What a host can do for the user who is, or is not, in front of it.</summary>
internal static class HostConsole
{
    /// <summary>Says whether somebody can look at a browser and answer a question.</summary>
    /// <param name="host">The host. One that is not known may say so by IsInteractive in its PrivateData.</param>
    /// <returns>Whether it is so; a remote session's user has another screen, so there it is not.</returns>
    public static bool CanAsk(PSHost host) => host.Name switch
    {
        "ConsoleHost" => Environment.UserInteractive && !Console.IsInputRedirected && !Array.Exists(Environment.GetCommandLineArgs(), IsNonInteractive),
        "Visual Studio Code Host" or "Windows PowerShell ISE Host" => true,
        _ => host.PrivateData?.Properties["IsInteractive"]?.Value is true,
    };

    /// <summary>Says whether a host draws progress bars.</summary>
    /// <param name="host">The host. Its RawUI is not touched: some hosts have none.</param>
    /// <returns>Whether it does.</returns>
    public static bool CanDraw(PSHost host) => host.Name switch
    {
        "ConsoleHost" or "GeminiTuning.Console" => !Console.IsOutputRedirected,
        "Visual Studio Code Host" or "Windows PowerShell ISE Host" or "ServerRemoteHost" => true,
        _ => false,
    };

    // pwsh takes -NonInteractive in any case, shortened to -noni at most.
    private static bool IsNonInteractive(string argument)
    {
        string name = argument.TrimStart('-', '/');
        return name.Length >= "noni".Length && name.Length < argument.Length && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
