using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>A cmdlet that works on several items at once and keeps their order on output.</summary>
public abstract class ConcurrentCmdlet : ConnectedCmdlet
{
    // The share of the time that what is upstream takes anyway, which may be spent on getting answers out at once.
    private const int PatienceDivisor = 4;

    private readonly Stopwatch _sinceLastRecord = new();
    private OrderedWork? _work;

    /// <summary>The most items that are worked on at the same time, 1 to 256.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected sealed override async Task BeginProcessingAsync()
    {
        await base.BeginProcessingAsync();
        _work = new OrderedWork(ThrottleLimit, WriteResult, CancelPending);
        _sinceLastRecord.Start();
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessRecordAsync()
    {
        var patience = new TimeSpan(_sinceLastRecord.Elapsed.Ticks / PatienceDivisor);
        await StartRecordAsync();
        await _work!.SettleAsync(patience, StopToken);
        _sinceLastRecord.Restart();
    }

    /// <inheritdoc/>
    protected sealed override Task EndProcessingAsync() => CompleteAsync();

    /// <summary>Starts work on the items of a record.</summary>
    /// <returns>A task that ends when the work has been started.</returns>
    private protected abstract Task StartRecordAsync();

    /// <summary>Starts work on an item and returns when it has been started.</summary>
    private protected Task StartAsync(Func<Action<object>, Task> operation) => _work!.AddAsync(operation, StopToken);

    /// <summary>Waits until the work that was started is done and its output written.</summary>
    private protected Task CompleteAsync() => _work!.CompleteAsync();
}
