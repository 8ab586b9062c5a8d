using System.Management.Automation;
using System.Threading;
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
    private Task _asked = Task.CompletedTask;

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
    private protected override async Task StartRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, model => StartAsync(_ => DeleteAsync(model)));
        }
    }

    private async Task DeleteAsync(string name)
    {
        Task<DeletionPlan?> confirming = ConfirmAsync(name, _asked);
        _asked = confirming.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (await confirming is { } plan)
        {
            await Service.DeleteTunedModelAsync(plan, Options);
        }
    }

    // What would go is found out for several models at once, and the questions come in the order of the models.
    private async Task<DeletionPlan?> ConfirmAsync(string name, Task asked)
    {
        DeletionPlan plan = await Service.PlanDeletionAsync(name, new DeletionOptions { KeepTrainingData = KeepTrainingData }, Options);
        await asked;
        return ShouldProcess(string.Join(", ", plan.Resources), "Delete the tuned model") ? plan : null;
    }
}
