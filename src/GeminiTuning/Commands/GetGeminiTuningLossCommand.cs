using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gets the loss after each step of a tuning job, also while it runs.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTuningLoss")]
[OutputType(typeof(LossPoint))]
public sealed class GetGeminiTuningLossCommand : ConcurrentCmdlet
{
    /// <summary>Jobs or tuned models: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task StartRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, job => StartAsync(async write =>
            {
                foreach (LossPoint point in await Service.GetLossAsync(job, Options))
                {
                    write(point);
                }
            }));
        }
    }
}
