using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.ModuleTests;

/// <summary>A PowerShell session with the built module imported.</summary>
public sealed class ModuleSession : IDisposable
{
    static ModuleSession()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
    }

    public ModuleSession()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([ModulePath]);
        Runspace = RunspaceFactory.CreateRunspace(state);
        Runspace.Open();
    }

    /// <summary>The folder that holds the repository.</summary>
    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The manifest of the module that the build laid out.</summary>
    public static string ModulePath { get; } = Path.Combine(RepositoryRoot, "out", "GeminiTuning", "GeminiTuning.psd1");

    public Runspace Runspace { get; }

    /// <summary>Runs a script and gives its output. A terminating error is thrown; others are left to the script.</summary>
    public PSObject[] Run(string script)
    {
        using var shell = PowerShell.Create(Runspace);
        return shell.AddScript(script).Invoke().ToArray();
    }

    public void Dispose() => Runspace.Dispose();

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GeminiTuning.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
