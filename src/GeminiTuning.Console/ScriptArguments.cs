using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Console;

/// <summary>Turns the strings of a command line into PowerShell arguments, as <c>pwsh -File</c> does.</summary>
internal static class ScriptArguments
{
    /// <summary><c>-Name</c>, <c>-Name:value</c> and plain values; the engine decides what is a switch.</summary>
    public static IEnumerable<CommandParameter> Convert(IEnumerable<string> arguments)
    {
        foreach (string argument in arguments)
        {
            // "-5" is a number; a parameter's name starts with a letter.
            if (argument.Length < 2 || argument[0] != '-' || !(char.IsLetter(argument[1]) || argument[1] == '_'))
            {
                yield return new CommandParameter(name: null, argument);
                continue;
            }

            int colon = argument.IndexOf(':', StringComparison.Ordinal);
            yield return colon < 0
                ? new CommandParameter(argument)
                : new CommandParameter(argument[..colon], ValueOf(argument[(colon + 1)..]));
        }
    }

    // A switch takes no string, so its value must arrive as a Boolean.
    private static object ValueOf(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
