using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Completion;
using GeminiTuning.Loading;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Forgets saved connections.</summary>
[Cmdlet(VerbsCommon.Remove, "GeminiTuningContext", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveGeminiTuningContextCommand : AsyncPSCmdlet
{
    /// <summary>Names of saved connections, or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SavedConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        CallOptions options = CreateCallOptions();
        foreach (object found in SavedConnectionFinder.Find(Name, options))
        {
            if (found is TuningException error)
            {
                WriteError(error);
            }
            else if (ShouldProcess($"the saved connection '{found}'", "Remove"))
            {
                await Engine.Tuning.Connections.RemoveAsync($"{found}", options);
            }
        }
    }
}
