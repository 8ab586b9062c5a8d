using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace GeminiTuning.Console;

/// <summary>Asks the user; where nobody can answer, says so at once instead of waiting for ever.</summary>
internal sealed class Questions(Terminal terminal)
{
    /// <summary>One line.</summary>
    public string Line()
    {
        RequireKeyboard("A line of input");
        return Answer();
    }

    /// <summary>One line that is not shown.</summary>
    public SecureString Secret()
    {
        RequireKeyboard("A secret");
        SecureString secret = terminal.Input.ReadSecret();
        terminal.Write(Environment.NewLine);
        return secret;
    }

    /// <summary>A user name and a password.</summary>
    public PSCredential Credential(string caption, string message, string userName)
    {
        RequireKeyboard("A credential");
        WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            terminal.Write("User: ");
            userName = Answer();
        }

        terminal.Write($"Password for user {userName}: ");
        return new PSCredential(userName, Secret());
    }

    /// <summary>One of a few answers, such as the yes and no of Confirm.</summary>
    public int Choice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireKeyboard($"'{message.Trim()}'", " Use -Confirm:$false or -Force to answer beforehand.");
        WriteHeading(caption, message);
        ChoiceLabel[] labels = [.. choices.Select(static choice => new ChoiceLabel(choice))];
        string question = string.Join("  ", labels.Select(static label => label.Display)) + "  [?] Help";
        if (defaultChoice >= 0)
        {
            question += $" (default is \"{labels[defaultChoice].ShortAnswer}\")";
        }

        while (true)
        {
            terminal.Write(question + ": ");
            string answer = Answer().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            int index = Array.FindIndex(labels, label => label.Matches(answer));
            if (index >= 0)
            {
                return index;
            }

            if (answer is "?")
            {
                terminal.Write(string.Concat(labels.Select(static label => label.Help + Environment.NewLine)));
            }
        }
    }

    /// <summary>Values for parameters that have none.</summary>
    public Dictionary<string, PSObject> Fields(string caption, string message, Collection<FieldDescription> fields)
    {
        string names = string.Join(", ", fields.Select(static field => field.Name));
        RequireKeyboard($"A value for {names}", " Give it as a parameter.");
        WriteHeading(caption, message);
        return fields.ToDictionary(static field => field.Name, Field, StringComparer.OrdinalIgnoreCase);
    }

    private PSObject Field(FieldDescription field)
    {
        // Despite its name, the property holds the type's assembly-qualified name.
        Type type = Type.GetType(field.ParameterAssemblyFullName, throwOnError: false) ?? typeof(string);
        if (type.IsArray)
        {
            return PSObject.AsPSObject(Items(field.Name).ToArray());
        }

        if (type == typeof(PSCredential))
        {
            return PSObject.AsPSObject(Credential(string.Empty, field.Name, string.Empty));
        }

        terminal.Write(field.Name + ": ");
        return type == typeof(SecureString) ? PSObject.AsPSObject(Secret()) : PSObject.AsPSObject(Answer());
    }

    // An empty answer ends a list, as in every PowerShell host.
    private IEnumerable<string> Items(string name)
    {
        for (int index = 0; ; index++)
        {
            terminal.Write($"{name}[{index}]: ");
            string answer = Answer();
            if (answer.Length == 0)
            {
                yield break;
            }

            yield return answer;
        }
    }

    private string Answer() =>
        terminal.ReadLine() ?? throw new HostException("The input ended before the question was answered.");

    private void WriteHeading(string caption, string message)
    {
        foreach (string line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
            {
                terminal.Write(line + Environment.NewLine);
            }
        }
    }

    private void RequireKeyboard(string what, string advice = "")
    {
        if (!terminal.CanPrompt)
        {
            throw new HostException(
                $"{what} cannot be asked for: the session is not interactive (input or output is redirected).{advice}",
                innerException: null,
                "HostNotInteractive",
                ErrorCategory.InvalidOperation);
        }
    }
}
