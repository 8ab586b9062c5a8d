using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Pipeline;

/// <summary>
/// A cmdlet whose steps are asynchronous. Its code runs on the pipeline thread throughout, so it may write and ask at
/// any point; Ctrl+C cancels <see cref="StopToken"/> and nothing is sent from then on.
/// </summary>
public abstract class AsyncPSCmdlet : PSCmdlet, IDisposable
{
    // Left to the garbage collector: Ctrl+C may come while another thread disposes of the cmdlet.
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelinePump _pump = new();
    private bool _tellsDebug;

    /// <summary>Fires on Ctrl+C and when the pipeline ends early.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Lets go of what the cmdlet holds and cancels what still runs.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the cmdlet holds.</summary>
    /// <param name="disposing">Always <see langword="true"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Cancel();
        _pump.Dispose();
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        _tellsDebug = MyInvocation.BoundParameters.ContainsKey("Debug")
            || GetVariableValue("DebugPreference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        Run(BeginProcessingAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessRecordAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndProcessingAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Once, before the first record.</summary>
    /// <returns>A task.</returns>
    protected virtual Task BeginProcessingAsync() => Task.CompletedTask;

    /// <summary>Once for each record.</summary>
    /// <returns>A task.</returns>
    protected virtual Task ProcessRecordAsync() => Task.CompletedTask;

    /// <summary>Once, after the last record.</summary>
    /// <returns>A task.</returns>
    protected virtual Task EndProcessingAsync() => Task.CompletedTask;

    /// <summary>Emits an object.</summary>
    /// <param name="sendToPipeline">The object.</param>
    protected new void WriteObject(object? sendToPipeline)
    {
        using (_pump.Leave())
        {
            base.WriteObject(sendToPipeline);
        }
    }

    /// <summary>Reports a fault that does not end the cmdlet.</summary>
    /// <param name="error">The fault.</param>
    protected void WriteError(TuningException error) => Leave(() => WriteError(error.ToErrorRecord()));

    /// <summary>Emits an object, or reports it if it is a fault.</summary>
    /// <param name="result">The object or fault.</param>
    protected void WriteResult(object result)
    {
        if (result is TuningException error)
        {
            WriteError(error);
        }
        else
        {
            WriteObject(result);
        }
    }

    /// <summary>Shows progress.</summary>
    /// <param name="progressRecord">The progress.</param>
    protected new void WriteProgress(ProgressRecord progressRecord) => Leave(() => base.WriteProgress(progressRecord));

    /// <summary>Tells a detail to whoever asked for it.</summary>
    /// <param name="text">The detail.</param>
    protected new void WriteVerbose(string text) => Leave(() => base.WriteVerbose(text));

    /// <summary>Tells something that the user should know.</summary>
    /// <param name="text">It.</param>
    protected new void WriteWarning(string text) => Leave(() => base.WriteWarning(text));

    /// <summary>Tells something that is neither output nor a warning.</summary>
    /// <param name="message">The line.</param>
    protected void WriteMilestone(string message) => Leave(() => WriteInformation(message, ["GeminiTuning"]));

    /// <summary>Asks whether to go on with a change.</summary>
    /// <param name="target">What would be changed.</param>
    /// <param name="action">How.</param>
    /// <returns>Whether to go on.</returns>
    protected new bool ShouldProcess(string target, string action)
    {
        using (_pump.Leave())
        {
            return base.ShouldProcess(target, action);
        }
    }

    /// <summary>Runs something on the pipeline thread, from any thread.</summary>
    /// <param name="action">What to run.</param>
    protected void Post(Action action) => _pump.Enqueue(() =>
    {
        if (!StopToken.IsCancellationRequested)
        {
            action();
        }
    });

    /// <summary>Runs something on the pipeline thread, from any thread, and hands back what it returns.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="call">What to run.</param>
    /// <returns>Its result.</returns>
    internal Task<T> OnPipelineAsync<T>(Func<T> call)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pump.Enqueue(() =>
        {
            if (StopToken.IsCancellationRequested)
            {
                result.TrySetCanceled(StopToken);
                return;
            }

            try
            {
                using (_pump.Leave())
                {
                    result.TrySetResult(call());
                }
            }
            catch (Exception e)
            {
                result.TrySetException(e);
            }
        });
        return result.Task;
    }

    /// <summary>What accompanies a call to the engine: this cmdlet's streams and its cancellation.</summary>
    /// <returns>The options.</returns>
    protected CallOptions CreateCallOptions() => new(new StreamTrace(this), StopToken);

    /// <summary>Cancels what still runs after a step has failed.</summary>
    protected void CancelPending() => _stop.Cancel();

    private void Run(Func<Task> step)
    {
        try
        {
            _pump.Run(step);
        }
        catch (TuningException error)
        {
            ThrowTerminatingError(error.ToErrorRecord());
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Leave(Action call)
    {
        using (_pump.Leave())
        {
            call();
        }
    }

    private sealed class StreamTrace(AsyncPSCmdlet owner) : ITraceSink
    {
        private const int TransferActivity = 1_000_000;

        public bool WantsDebug => owner._tellsDebug;

        public void Progress(string activity, string status, double percent) => owner.Post(() => owner.WriteProgress(
            new ProgressRecord(TransferActivity, activity, status)
            {
                PercentComplete = (int)percent,
                RecordType = percent >= 100 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            }));

        public void Verbose(string message) => owner.Post(() => owner.WriteVerbose(message));

        public void Debug(string message) => owner.Post(() => owner.Leave(() => owner.WriteDebug(message)));

        public void Warning(string message) => owner.Post(() => owner.WriteWarning(message));
    }
}
