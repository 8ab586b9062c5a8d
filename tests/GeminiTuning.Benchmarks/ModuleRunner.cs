using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Benchmarks;

/// <summary>A runspace with the module.</summary>
internal sealed class ModuleRunner : IDisposable
{
    private readonly Runspace _runspace = Modules.OpenRunspace();

    public ModuleRunner() => Invoke($"Import-Module '{Modules.Ours}'");

    /// <summary>Connects it to a server, too.</summary>
    public ModuleRunner(Uri endpoint)
        : this() => Invoke($"Connect-GeminiTuning -Endpoint {endpoint} -ApiKey benchmark");

    /// <summary>Runs a script that must report no error.</summary>
    public void Invoke(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        }
    }

    /// <summary>The time that a script takes, in milliseconds.</summary>
    public double Time(string script)
    {
        var clock = Stopwatch.StartNew();
        Invoke(script);
        return clock.Elapsed.TotalMilliseconds;
    }

    public void Dispose() => _runspace.Dispose();
}
