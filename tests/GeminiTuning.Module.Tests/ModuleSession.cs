using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Module.Tests;

/// <summary>A runspace of the real engine with the built module imported.</summary>
public sealed class ModuleSession : IDisposable
{
    static ModuleSession() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    public ModuleSession()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(ModulePath);
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), null));
        Host = new CapturingHost();
        Runspace = RunspaceFactory.CreateRunspace(Host, state);
        Runspace.Open();
    }

    public static string RepositoryRoot { get; } = FindRoot();

    public static string ModulePath { get; } = Path.Combine(RepositoryRoot, "out", "GeminiTuning", "GeminiTuning.psd1");

    public Runspace Runspace { get; }

    public CapturingHost Host { get; }

    /// <summary>Runs a script that is expected to report no error.</summary>
    public Collection<PSObject> Run(string script, IEnumerable<object>? input = null)
    {
        RunResult result = TryRun(script, input);
        Assert.Empty(result.Errors.Select(static e => e.ToString() + " [" + e.FullyQualifiedErrorId + "]"));
        return result.Output;
    }

    /// <summary>Runs a script and collects all that it writes.</summary>
    public RunResult TryRun(string script, IEnumerable<object>? input = null)
    {
        using PowerShell shell = NewShell(script);
        var output = new Collection<PSObject>();
        ErrorRecord? thrown = null;
        try
        {
            foreach (PSObject item in shell.Invoke(input, new PSInvocationSettings { AddToHistory = true }))
            {
                output.Add(item);
            }
        }
        catch (RuntimeException e)
        {
            thrown = e.ErrorRecord;
        }

        List<ErrorRecord> errors = [.. shell.Streams.Error];
        if (thrown is not null)
        {
            errors.Add(thrown);
        }

        return new RunResult(output, errors, shell.Streams);
    }

    /// <summary>Runs a script that is expected to end in exactly one error.</summary>
    public ErrorRecord Fail(string script) => Assert.Single(TryRun(script).Errors);

    /// <summary>Connects the session to an emulator of its own that trains as fast as the machine can.</summary>
    public ModuleSession WithEmulator(string options = "")
    {
        Run($"Start-GeminiTuningEmulator -TuningDuration 0 {options}; Connect-GeminiTuning -Emulator");
        return this;
    }

    /// <summary>What Tab offers as a value at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string typed)
    {
        using PowerShell shell = NewShell(string.Empty);
        shell.Commands.Clear();
        return
        [
            .. CommandCompletion.CompleteInput(typed, typed.Length, null, shell).CompletionMatches
                .Where(static m => m.ResultType == CompletionResultType.ParameterValue)
                .Select(static m => m.CompletionText.Trim('\'', '"')),
        ];
    }

    public PowerShell NewShell(string script)
    {
        var shell = PowerShell.Create();
        shell.Runspace = Runspace;
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => Runspace.Dispose();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GeminiTuning.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
