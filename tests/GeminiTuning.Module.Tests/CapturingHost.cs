using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace GeminiTuning.Module.Tests;

/// <summary>A bare host, as a runbook has one: no window, no raw interface, nobody to ask.</summary>
public sealed class CapturingHost : PSHost
{
    /// <summary>Whether the host says that somebody is there to answer.</summary>
    public bool IsInteractive { get; set; }

    public override PSObject PrivateData => new() { Properties = { new PSNoteProperty(nameof(IsInteractive), IsInteractive) } };

    public CapturingUserInterface Screen { get; } = new();

    public override string Name => "Default Host";

    public override Version Version => new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => Screen;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
