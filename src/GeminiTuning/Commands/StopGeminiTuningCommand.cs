using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Cancels tuning jobs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GeminiTuning", SupportsShouldProcess = true)]
[OutputType(typeof(TuningJob))]
public sealed class StopGeminiTuningCommand : ConnectedCmdlet
{
    /// <summary>Jobs, or the tuned models that they make: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Emit the job as it stands after the request.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, CancelAsync);
        }
    }

    private async Task CancelAsync(string name)
    {
        if (ShouldProcess(name, "Cancel the tuning job"))
        {
            await PerItemAsync(async () =>
            {
                await Service.CancelJobAsync(name, Options);
                if (PassThru)
                {
                    WriteObject(await Service.GetJobAsync(name, Options));
                }
            });
        }
    }
}
