using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Closes this session's connection, or the one it is given.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GeminiTuning")]
[OutputType(typeof(void))]
public sealed class DisconnectGeminiTuningCommand : AsyncPSCmdlet
{
    /// <summary>The connection to close instead of the session's own.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public TuningContext? Context { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessRecordAsync()
    {
        RunspaceSession session = RunspaceSession.Current;
        TuningContext? context = Context ?? session.Context;
        context?.Close();
        if (context == session.Context)
        {
            session.Context = null;
        }

        return Task.CompletedTask;
    }
}
