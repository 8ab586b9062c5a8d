using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace GeminiTuning.Core.Http;

/// <summary>
/// Sends a request again where its <see cref="RetryRule"/> allows: after the time that the service asks for, or else
/// after a growing one with jitter. It gives up at once where waiting is of no use: a daily quota, or a longer wait than
/// anybody at a prompt would sit through.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);
    private static readonly ResiliencePropertyKey<ServiceRequest> RequestKey = new(nameof(ServiceRequest));

    private readonly ServiceFaultParser _parser;
    private readonly int _count;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(int count, ServiceFaultParser parser, TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        _parser = parser;
        _count = count;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (count > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = count,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = LongestDelay,
                ShouldHandle = ShouldTryAgainAsync,
                DelayGenerator = static arguments => new(Request(arguments.Context).Fault?.Error.RetryDelay),
                OnRetry = TellAsync,
            });
        }

        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(RequestKey, (ServiceRequest)request);
        try
        {
            return await _pipeline.ExecuteAsync(
                async current =>
                {
                    var attempt = Request(current);
                    attempt.Attempts++;
                    attempt.Fault = null;
                    return await base.SendAsync(attempt, current.CancellationToken).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ServiceRequest Request(ResilienceContext context) => context.Properties.GetValue(RequestKey, null!);

    private async ValueTask<bool> ShouldTryAgainAsync(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        var request = Request(arguments.Context);
        if (arguments.Outcome.Exception is { } exception)
        {
            // Without a token the request itself was not sent.
            return exception is TuningException { Kind: TuningErrorKind.Connection or TuningErrorKind.Unavailable }
                || (exception is HttpRequestException or IOException && request.Retry.AfterLostAnswer);
        }

        if (arguments.Outcome.Result is not { } response || !request.Retry.Covers((int)response.StatusCode))
        {
            return false;
        }

        var body = await ErrorBody.ReadAsync(response, arguments.Context.CancellationToken).ConfigureAwait(false);
        request.Fault = _parser.Parse(response, body, request.Attempts);
        return !request.Fault.IsDailyQuota && !(request.Fault.Error.RetryDelay > LongestDelay);
    }

    private ValueTask TellAsync(OnRetryArguments<HttpResponseMessage> arguments)
    {
        var request = Request(arguments.Context);
        var reason = request.Fault is { } fault
            ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", fault.HttpStatus, fault.Error.Status).TrimEnd()
            : "no answer (" + arguments.Outcome.Exception?.GetType().Name + ")";
        request.Trace.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1}; trying again in {2:0.##} s ({3} of {4}).",
            request.Display,
            reason,
            arguments.RetryDelay.TotalSeconds,
            arguments.AttemptNumber + 1,
            _count));
        return default;
    }
}
