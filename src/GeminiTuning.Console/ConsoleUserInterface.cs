using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace GeminiTuning.Console;

/// <summary>What the engine writes and asks.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly Terminal _terminal;
    private readonly Questions _questions;

    /// <summary>Makes the user interface of a terminal.</summary>
    public ConsoleUserInterface(Terminal terminal)
    {
        _terminal = terminal;
        _questions = new Questions(terminal);
        RawUI = new ConsoleRawUserInterface(terminal);
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; }

    /// <summary>True on a screen only, so that it also says whether progress bars are seen.</summary>
    public override bool SupportsVirtualTerminal => _terminal.IsTerminal;

    /// <inheritdoc/>
    public override void Write(string value) => _terminal.Write(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        // The usual colours are those of the terminal, whatever they are.
        string foreground = foregroundColor == RawUI.ForegroundColor
            ? string.Empty
            : PSStyle.MapForegroundColorToEscapeSequence(foregroundColor);
        string background = backgroundColor == RawUI.BackgroundColor
            ? string.Empty
            : PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor);
        WriteStyled(foreground + background, value);
    }

    /// <inheritdoc/>
    public override void WriteLine(string value) => _terminal.Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => _terminal.WriteError(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) =>
        WriteStyled(PSStyle.Instance.Formatting.Warning, "WARNING: " + message, Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) =>
        WriteStyled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message, Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) =>
        WriteStyled(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message, Environment.NewLine);

    // Information records need no override: the engine writes the ones to be shown (tagged PSHOST, or wanted by
    // InformationPreference) with WriteLine.

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => _terminal.Report(sourceId, record);

    /// <inheritdoc/>
    public override string ReadLine() => _questions.Line();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => _questions.Secret();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        _questions.Fields(caption, message, descriptions);

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _questions.Choice(caption, message, choices, defaultChoice);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        _questions.Credential(caption, message, userName);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        _questions.Credential(caption, message, userName);

    private void WriteStyled(string style, string text, string end = "") =>
        _terminal.Write(style.Length == 0 ? text + end : style + text + PSStyle.Instance.Reset + end);
}
