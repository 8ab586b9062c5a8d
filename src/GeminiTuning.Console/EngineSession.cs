using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace GeminiTuning.Console;

/// <summary>One runspace, and the pipeline that runs in it at present.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly ConsoleHost _host;
    private readonly Terminal _terminal;
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private Pipeline? _running;

    /// <summary>Opens a runspace with the engine's own cmdlets.</summary>
    public EngineSession(ConsoleHost host, Terminal terminal)
    {
        _host = host;
        _terminal = terminal;
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // The default policy of a bare engine is Restricted, which refuses the module's unsigned format file.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
    }

    /// <summary>The exit code that an exit statement named.</summary>
    public int? RequestedExitCode => _host.ExitCode;

    /// <summary>The folder the session is in, for the prompt.</summary>
    public string Location => _runspace.SessionStateProxy.Path.CurrentLocation.Path;

    /// <summary>Imports the module, or shows why it cannot be imported.</summary>
    public RunOutcome ImportModule(string manifest)
    {
        var import = new Command("Import-Module");
        import.Parameters.Add("Name", manifest);
        import.Parameters.Add("ErrorAction", ActionPreference.Stop);
        return Run(import);
    }

    /// <summary>Runs a script file and returns the exit code of the process.</summary>
    public int RunScript(string path, IEnumerable<string> arguments)
    {
        // Not as a command: the engine keeps the exit statement of a script file that is called by its path to itself.
        ScriptBlockAst ast = Parser.ParseFile(Path.GetFullPath(path), out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            Report(new ParseException(errors));
            return ExitCodes.Failure;
        }

        // Splatting nothing would pass a null; and arguments that do not fit are a failure, as they are for pwsh -File.
        var call = new Command(
            "$script, $rest = $args; if ($null -eq $rest) { & $script } else { & $script @rest }; if (-not $?) { exit 1 }",
            isScript: true,
            useLocalScope: true);
        call.Parameters.Add(name: null, ast.GetScriptBlock());
        foreach (CommandParameter argument in ScriptArguments.Convert(arguments))
        {
            call.Parameters.Add(argument);
        }

        return ExitCodeOf(Run(call));
    }

    /// <summary>Runs one command and shows what it writes.</summary>
    public RunOutcome Run(Command command)
    {
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        using Pipeline pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        pipeline.Commands.Add("Out-Default");
        SetRunning(pipeline);
        try
        {
            pipeline.Invoke();

            // A stop request that finds script code running ends the pipeline without an exception.
            bool stopped = pipeline.PipelineStateInfo.State is PipelineState.Stopped;
            return stopped ? RunOutcome.Stopped : RunOutcome.Completed;
        }
        catch (PipelineStoppedException)
        {
            return RunOutcome.Stopped;
        }
        catch (RuntimeException exception)
        {
            Report(exception);
            return RunOutcome.Failed;
        }
        finally
        {
            SetRunning(null);
            _terminal.Input.Reset();
            _terminal.ResetProgress();
        }
    }

    /// <summary>Asks the running pipeline to stop; the thread that runs it sees the end.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            // First the prompt that the pipeline may be waiting in: no stop request reaches it otherwise.
            _terminal.Input.Interrupt();
            _running?.StopAsync();
        }
    }

    /// <summary>What the process returns after a run.</summary>
    public int ExitCodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Stopped => ExitCodes.Interrupted,
        RunOutcome.Failed => ExitCodes.Failure,
        _ => RequestedExitCode ?? ExitCodes.Success,
    };

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private void SetRunning(Pipeline? pipeline)
    {
        lock (_gate)
        {
            _running = pipeline;
        }
    }

    // Through the formatter once more, so that a terminating error looks like any other. The engine's way to mark an
    // object as an error is internal, and writing the record again would lose its position; so the text is diverted.
    private void Report(RuntimeException exception)
    {
        using Pipeline pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add("Out-Default");
        _terminal.WritesErrors = true;
        try
        {
            pipeline.Invoke(new[] { new ErrorRecord(exception.ErrorRecord, exception) });
        }
        finally
        {
            _terminal.WritesErrors = false;
        }
    }
}
