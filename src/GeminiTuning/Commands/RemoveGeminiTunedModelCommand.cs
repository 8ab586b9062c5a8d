using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Deletes tuned models.</summary>
[Cmdlet(VerbsCommon.Remove, "GeminiTunedModel", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveGeminiTunedModelCommand : ConcurrentCmdlet
{
    /// <summary>Tuned models: ids, full names, patterns or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Leave the training data in Cloud Storage that this module uploaded for the model.</summary>
    [Parameter]
    public SwitchParameter KeepTrainingData { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, DeleteAsync);
        }
    }

    private Task DeleteAsync(string name) => PerItemAsync(async () =>
    {
        DeletionPlan plan = await Service.PlanDeletionAsync(name, new DeletionOptions { KeepTrainingData = KeepTrainingData }, Options);
        if (ShouldProcess(string.Join(", ", plan.Resources), "Delete the tuned model"))
        {
            await StartAsync(_ => Service.DeleteTunedModelAsync(plan, Options));
        }
    });
}
