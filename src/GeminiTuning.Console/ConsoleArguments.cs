using System;
using System.Collections.Generic;

namespace GeminiTuning.Console;

/// <summary>The command line of the tool.</summary>
/// <param name="Mode">What is asked for.</param>
/// <param name="Text">The script's path, or the command.</param>
/// <param name="Rest">The arguments of the script.</param>
/// <param name="Wrong">The argument that is not understood.</param>
internal sealed record ConsoleArguments(ConsoleMode Mode, string Text, IReadOnlyList<string> Rest, string? Wrong = null)
{
    /// <summary>How the tool is used.</summary>
    public const string Usage =
        """
        Runs PowerShell with the GeminiTuning module imported; for machines that have the .NET SDK but no pwsh.

          dotnet run --project src/GeminiTuning.Console -- <script.ps1> [script arguments]
          dotnet run --project src/GeminiTuning.Console -- -Command "<command>"
          dotnet run --project src/GeminiTuning.Console
        """;

    /// <summary>Reads the command line.</summary>
    public static ConsoleArguments Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return new(ConsoleMode.Interactive, string.Empty, []);
        }

        string first = arguments[0];
        if (first is "-?" or "-h" or "--help" || Is(first, "-Help"))
        {
            return new(ConsoleMode.Usage, string.Empty, []);
        }

        if ((Is(first, "-Command") || Is(first, "-c")) && arguments.Count > 1)
        {
            // As pwsh does: everything after -Command is the command.
            return new(ConsoleMode.Command, string.Join(' ', Skip(arguments, 1)), []);
        }

        int script = Is(first, "-File") ? 1 : 0;
        return script < arguments.Count && !arguments[script].StartsWith('-')
            ? new(ConsoleMode.Script, arguments[script], Skip(arguments, script + 1))
            : new(ConsoleMode.Usage, string.Empty, [], first);
    }

    private static bool Is(string argument, string name) => argument.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static List<string> Skip(IReadOnlyList<string> arguments, int count)
    {
        var rest = new List<string>(arguments.Count);
        for (int i = count; i < arguments.Count; i++)
        {
            rest.Add(arguments[i]);
        }

        return rest;
    }
}
