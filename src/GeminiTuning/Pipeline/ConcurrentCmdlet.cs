using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that works on several items at once and keeps their order on output.</summary>
public abstract class ConcurrentCmdlet : ConnectedCmdlet
{
    private OrderedWork? _work;

    /// <summary>The most items that are worked on at the same time, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override async Task BeginProcessingAsync()
    {
        await base.BeginProcessingAsync();
        _work = new OrderedWork(ThrottleLimit, WriteResult, CancelPending);
    }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync() => _work!.CompleteAsync();

    /// <summary>Starts work on an item and returns when it has been started.</summary>
    private protected Task StartAsync(Func<Action<object>, Task> operation) => _work!.AddAsync(operation, StopToken);
}
