using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Console;

/// <summary>Read a statement, run it, print; until exit or the end of the input.</summary>
internal sealed class InteractiveLoop(EngineSession session, Terminal terminal, InterruptHandler interrupt)
{
    /// <summary>Runs the loop and returns the exit code.</summary>
    public int Run()
    {
        while (session.RequestedExitCode is null && ReadStatement() is { } statement)
        {
            if (!string.IsNullOrWhiteSpace(statement))
            {
                session.Run(new Command(statement, isScript: true, useLocalScope: false));
                interrupt.Reset();
            }
        }

        return session.RequestedExitCode ?? ExitCodes.Success;
    }

    // A statement may span lines: the parser knows when something is still open.
    private string? ReadStatement()
    {
        try
        {
            string? text = ReadLine($"PS {session.Location}> ");
            while (text is not null && IsIncomplete(text) && ReadLine(">> ") is { } line)
            {
                text += Environment.NewLine + line;
            }

            return text;
        }
        catch (PipelineStoppedException)
        {
            // Ctrl+C at the prompt drops what was typed so far.
            terminal.Write(Environment.NewLine);
            terminal.Input.Reset();
            return string.Empty;
        }
    }

    private string? ReadLine(string prompt)
    {
        if (terminal.CanPrompt)
        {
            terminal.Write(prompt);
        }

        return terminal.ReadLine();
    }

    private static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return errors.Any(static error => error.IncompleteInput);
    }
}
