using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Closes this session's connection, or the one it is given.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GeminiTuning", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectGeminiTuningCommand : AsyncPSCmdlet
{
    /// <summary>The connection to close instead of the session's own.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public TuningContext? Context { get; set; }

    /// <summary>Also revoke the sign-in and delete what is kept of it.</summary>
    [Parameter]
    public SwitchParameter Forget { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        try
        {
            await DisconnectAsync();
        }
        catch (TuningException error)
        {
            WriteError(error);
        }
    }

    private async Task DisconnectAsync()
    {
        RunspaceSession session = RunspaceSession.Current;
        TuningContext? context = Context ?? session.Context;
        Func<CallOptions, Task>? forget = null;
        if (Forget)
        {
            context = context ?? throw CmdletErrors.NotConnected();
            forget = context.Forget ?? throw CmdletErrors.NothingToForget(context);
        }

        if (context is null
            || !ShouldProcess(context.ToString(), Forget ? $"Disconnect, and revoke and delete the sign-in with '{context.CredentialSource}'" : "Disconnect"))
        {
            return;
        }

        context.Close();
        if (context == session.Context)
        {
            session.Context = null;
        }

        if (forget is not null)
        {
            await forget(CreateCallOptions());
        }
    }
}
