using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Looks at whether a connection is good for tuning, and says what is missing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GeminiTuningConnection")]
[OutputType(typeof(ConnectionCheck), typeof(bool))]
public sealed class TestGeminiTuningConnectionCommand : ConnectedCmdlet
{
    private TuningException? _noConnection;

    /// <summary>Emit only whether nothing failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync()
    {
        try
        {
            await base.BeginProcessingAsync();
        }
        catch (TuningException error)
        {
            _noConnection = error;
        }
    }

    /// <inheritdoc/>
    protected override async Task EndProcessingAsync()
    {
        bool isGood = _noConnection is null ? await RunAsync() : Emit(Unconnected(_noConnection));
        if (Quiet)
        {
            WriteObject(isGood);
        }
    }

    private static ConnectionCheck Unconnected(TuningException error) => new()
    {
        Name = "Credential found",
        Status = ConnectionCheckStatus.Failed,
        Detail = "No connection is open, and so no credential is in use.",
        Fix = error.Message,
    };

    private async Task<bool> RunAsync()
    {
        bool isGood = true;
        foreach (Task<ConnectionCheck> running in Connection.Checks.Run(Options))
        {
            isGood &= Emit(await running);
            if (Quiet && !isGood)
            {
                break;
            }
        }

        return isGood;
    }

    private bool Emit(ConnectionCheck check)
    {
        if (!Quiet)
        {
            WriteObject(check);
        }

        return check.Status is not ConnectionCheckStatus.Failed;
    }
}
