using System;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Makes another attempt where the last one allows it: after the time that the service asks for, or else after a growing
/// one with jitter. It gives up at once where waiting is of no use: a daily quota, or a wait that the call's time does not
/// allow. Without a time of the user's own, that is one longer than anybody at a prompt would sit through.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);
    private static readonly ResiliencePropertyKey<Exchange> Key = new(nameof(Exchange));

    private readonly int _count;
    private readonly TimeSpan? _time;
    private readonly ResiliencePipeline _pipeline;

    public RetryPolicy(int count, TimeSpan? time, TimeProvider clock)
    {
        _count = count;
        _time = time;
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (count > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = count,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = LongestDelay,
                ShouldHandle = arguments => new(arguments.Outcome.Exception is TuningException && ShouldTryAgain(Of(arguments.Context))),
                DelayGenerator = static arguments => new(Of(arguments.Context).Fault?.Error.RetryDelay),
                OnRetry = TellAsync,
            });
        }

        _pipeline = builder.Build();
    }

    /// <summary>The longest time for a call where the user has set none.</summary>
    public static TimeSpan DefaultTime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest time for a call with all its attempts and the pauses between them.</summary>
    public TimeSpan LongestTime => _time ?? DefaultTime;

    public async Task<T> RunAsync<T>(Exchange exchange, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Key, exchange);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (current, attempt) => new ValueTask<T>(attempt(current.CancellationToken)),
                context,
                attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Exchange Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private bool ShouldTryAgain(Exchange exchange) =>
        exchange.MayBeSentAgain && (_time != null || !(exchange.Fault?.Error.RetryDelay > LongestDelay));

    private ValueTask TellAsync(OnRetryArguments<object> arguments)
    {
        var exchange = Of(arguments.Context);
        if (arguments.RetryDelay >= exchange.Remaining)
        {
            exchange.Request.Trace.Verbose(exchange.Request.Display + ": " + exchange.Reason + "; not tried again, as its time would be up before.");
            ExceptionDispatchInfo.Capture(arguments.Outcome.Exception!).Throw();
        }

        exchange.Request.Trace.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1}; trying again in {2:0.##} s ({3} of {4}).",
            exchange.Request.Display,
            exchange.Reason,
            arguments.RetryDelay.TotalSeconds,
            arguments.AttemptNumber + 1,
            _count));
        return default;
    }
}
