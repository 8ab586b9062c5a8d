using System;
using System.Management.Automation;
using System.Threading.Tasks;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Waits for tuning jobs and emits the tuned models. However the wait ends, the jobs go on.</summary>
[Cmdlet(VerbsLifecycle.Wait, "GeminiTuning")]
[OutputType(typeof(TunedModel))]
public sealed class WaitGeminiTuningCommand : WaitingCmdlet
{
    private OrderedWork? _work;

    /// <summary>Jobs, or the tuned models that they make: names, ids, patterns over the model's name, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model", "Id")]
    [SupportsWildcards]
    [ResourceName(AcceptJob = true)]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The most jobs that are waited for at the same time, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 64;

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync()
    {
        await base.BeginProcessingAsync();
        _work = new OrderedWork(ThrottleLimit, WriteResult, CancelPending);
    }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync()
    {
        foreach (string name in Name)
        {
            await ForEachModelAsync(name, job => _work!.AddAsync(async write => write(await WaitForModelAsync(job)), StopToken));
        }

        await _work!.SettleAsync(TimeSpan.Zero, StopToken);
    }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync() => _work!.CompleteAsync();
}
