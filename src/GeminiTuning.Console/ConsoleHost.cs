using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace GeminiTuning.Console;

/// <summary>The engine's view of this program.</summary>
internal sealed class ConsoleHost : PSHost
{
    /// <summary>Makes a host that writes to a terminal.</summary>
    public ConsoleHost(Terminal terminal)
    {
        UI = new ConsoleUserInterface(terminal);
        PrivateData = new PSObject();
        PrivateData.Properties.Add(new PSNoteProperty("IsTerminal", terminal.IsTerminal));
        PrivateData.Properties.Add(new PSNoteProperty("IsInteractive", terminal.CanPrompt));
    }

    /// <summary>The code of the exit statement that ran, if one did.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override string Name => "GeminiTuning.Console";

    /// <summary>
    /// What scripts and cmdlets may ask without touching RawUI: IsTerminal (somebody watches: bars make sense) and
    /// IsInteractive (somebody can answer).
    /// </summary>
    public override PSObject PrivateData { get; }

    /// <inheritdoc/>
    public override PSHostUserInterface UI { get; }

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
