using System;
using System.IO;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Console;

/// <summary>Runs a script, a command or a prompt in a PowerShell engine that has the module imported.</summary>
internal static class Program
{
    private const int UsageError = 64;

    private static int Main(string[] arguments)
    {
        // Before anything else: the engine reads it once, when its first type is touched.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        ConsoleArguments parsed = ConsoleArguments.Parse(arguments);
        if (parsed.Mode is ConsoleMode.Usage)
        {
            System.Console.Error.WriteLine(ConsoleArguments.Usage);
            return parsed.Wrong is null ? ExitCodes.Success : UsageError;
        }

        string? manifest = ModuleLocator.Find(AppContext.BaseDirectory);
        if (manifest is null)
        {
            System.Console.Error.WriteLine(
                "The module is not built: no out/GeminiTuning/GeminiTuning.psd1 above '{0}'. Run 'dotnet build' first.",
                AppContext.BaseDirectory);
            return ExitCodes.Failure;
        }

        return Run(parsed, manifest);
    }

    private static int Run(ConsoleArguments arguments, string manifest)
    {
        using var terminal = Terminal.ForThisProcess();
        var host = new ConsoleHost(terminal);
        using var session = new EngineSession(host, terminal);
        using var interrupt = new InterruptHandler(session);
        if (session.ImportModule(manifest) is not RunOutcome.Completed)
        {
            return ExitCodes.Failure;
        }

        switch (arguments.Mode)
        {
            case ConsoleMode.Command:
                return session.ExitCodeOf(session.Run(new Command(arguments.Text, isScript: true)));
            case ConsoleMode.Script when !File.Exists(arguments.Text):
                string folder = Environment.CurrentDirectory;
                terminal.WriteError($"There is no script '{arguments.Text}' in '{folder}'.{Environment.NewLine}");
                return UsageError;
            case ConsoleMode.Script:
                return session.RunScript(arguments.Text, arguments.Rest);
            default:
                return new InteractiveLoop(session, terminal, interrupt).Run();
        }
    }
}
