using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace GeminiTuning.Module.Tests;

/// <summary>Collects what is shown; whoever asks a question fails.</summary>
public sealed class CapturingUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    /// <summary>What is answered to a prompt, given all that the screen shows; nobody is there where it is missing.</summary>
    public Func<string, string>? Answer { get; set; }

    /// <summary>The answer to a choice, by its number, given the question; nobody is there where it is missing.</summary>
    public Func<string, int>? Choose { get; set; }

    public List<ProgressRecord> Progress { get; } = [];

    public override PSHostRawUserInterface RawUI => null!;

    public override void Write(string value) => _text.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _text.AppendLine(value);

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message) => WriteLine(message);

    public override void WriteVerboseLine(string message) => WriteLine(message);

    public override void WriteWarningLine(string message) => WriteLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Add(record);

    public override string ReadLine() => throw Refuse();

    public override SecureString ReadLineAsSecureString() => throw Refuse();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        Answer is null ? throw Refuse() : descriptions.ToDictionary(static field => field.Name, _ => PSObject.AsPSObject(Answer(Text)), StringComparer.Ordinal);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        Choose is null ? throw Refuse() : Choose(message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw Refuse();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw Refuse();

    private static InvalidOperationException Refuse() => new("Nobody is there to answer.");
}
