using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets this session's connection, if there is one.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTuningContext")]
[OutputType(typeof(TuningContext))]
public sealed class GetGeminiTuningContextCommand : AsyncPSCmdlet
{
    /// <inheritdoc/>
    protected override Task EndProcessingAsync()
    {
        if (RunspaceSession.Current.Context is { } context)
        {
            WriteObject(context);
        }

        return Task.CompletedTask;
    }
}
