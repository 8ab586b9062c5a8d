using System;
using System.Net.Http;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// The one way to a service. Each attempt waits for its turn at the throttle, passes the same handlers (trace,
/// authentication, quota project) and includes the reading of its answer. Whatever goes wrong comes out as a
/// <see cref="TuningException"/> or, when the caller cancelled, as an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class ServiceTransport : IDisposable
{
    private readonly TransportSettings _settings;
    private readonly ServiceFaultParser _parser;
    private readonly RetryPolicy _retries;
    private readonly Throttle _throttle;
    private readonly HttpMessageInvoker _invoker;
    // Left to the garbage collector: a call that begins while another thread closes still looks at it.
    private readonly CancellationTokenSource _closed = new();
    private long _clockLead;
    private int _disposed;

    public ServiceTransport(TransportSettings settings)
    {
        _settings = settings;
        Redactor = new SecretRedactor(settings.Credential);
        _parser = new ServiceFaultParser(Redactor, settings.Time);
        _retries = new RetryPolicy(settings.MaximumRetryCount, settings.Timeout, settings.Time);
        _throttle = new Throttle(settings.Time);
        _invoker = new HttpMessageInvoker(BuildHandlers());
    }

    public SecretRedactor Redactor { get; }

    /// <summary>Sends a call and reads its JSON answer from the wire.</summary>
    /// <param name="call">The call.</param>
    /// <param name="answer">The type of the answer.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <param name="lookUp">
    /// For a call that makes something: looks for it when an attempt may have made it without a word. It gives what it
    /// finds, <see langword="null"/> where that is certainly not there and may be made, and throws where nobody can tell.
    /// </param>
    public Task<T> SendAsync<T>(ServiceCall call, JsonTypeInfo<T> answer, CallOptions options, Func<LostAnswer, Task<T?>>? lookUp = null)
        where T : class =>
        RunAsync(
            call,
            async (exchange, response, limit) =>
            {
                using var body = await AnswerBody.ReadAsync(response, exchange, limit).ConfigureAwait(false);
                return body.Deserialize(answer);
            },
            lookUp,
            options);

    /// <summary>Sends a call whose answer says nothing but that it worked.</summary>
    public Task SendAsync(ServiceCall call, CallOptions options) =>
        RunAsync<bool>(call, static (_, _, _) => Task.FromResult(true), null, options);

    /// <summary>Sends a call and hands over its answer while it arrives.</summary>
    public Task StreamAsync(ServiceCall call, Func<StreamedAnswer, Task> read, CallOptions options) =>
        RunAsync<bool>(
            call,
            async (exchange, response, limit) =>
            {
                using var stream = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
                limit.Restart(exchange.Within(call.Timeout));
                await read(new StreamedAnswer(stream, exchange, limit, root => ErrorInStream(exchange, root))).ConfigureAwait(false);
                return true;
            },
            null,
            options);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // The invoker alone would let calls that are under way wait for their answers.
            _closed.Cancel();
            _invoker.Dispose();
        }
    }

    private TraceHandler BuildHandlers()
    {
        var handler = _settings.Innermost(_settings.Endpoint);
        if (_settings.QuotaProject != null)
        {
            handler = new QuotaProjectHandler(_settings.QuotaProject, handler);
        }

        handler = new AuthenticationHandler(_settings.Credential, handler);
        return new TraceHandler(_settings.Time, handler);
    }

    private Uri EndpointOf(ServiceCall call) => call.Endpoint ?? _settings.Endpoint;

    private async Task<T> RunAsync<T>(
        ServiceCall call,
        Func<Exchange, HttpResponseMessage, TimeLimit, Task<T>> read,
        Func<LostAnswer, Task<T?>>? lookUp,
        CallOptions options)
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            throw ServiceErrors.ConnectionClosed(_settings.Endpoint);
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, _closed.Token);
        using var request = new ServiceRequest(call, EndpointOf(call), options.Trace);
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        var exchange = new Exchange(call, request, _settings.Time, _retries.LongestTime);
        try
        {
            return lookUp == null
                ? await _retries.RunAsync(exchange, token => AttemptAsync(exchange, read, token), either.Token).ConfigureAwait(false)
                : await RunOnceAsync(exchange, read, lookUp, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!options.CancellationToken.IsCancellationRequested)
        {
            throw ServiceErrors.ConnectionClosed(_settings.Endpoint);
        }
    }

    /// <summary>Makes something: it is looked for before each further attempt, and after the last one.</summary>
    private async Task<T> RunOnceAsync<T>(
        Exchange exchange,
        Func<Exchange, HttpResponseMessage, TimeLimit, Task<T>> read,
        Func<LostAnswer, Task<T?>> lookUp,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.RunAsync(
                exchange,
                async token => await FoundAsync(exchange, lookUp, token).ConfigureAwait(false) is { Found: true } made
                    ? made.Answer!
                    : await AttemptAsync(exchange, read, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TuningException) when (exchange.MayHaveTakenEffect)
        {
            var (found, answer) = await FoundAsync(exchange, lookUp, cancellationToken).ConfigureAwait(false);
            if (!found)
            {
                throw;
            }

            return answer!;
        }
    }

    /// <summary>Looks for what an attempt may have made. Where nobody can tell, that attempt's error stands.</summary>
    private async Task<(bool Found, T? Answer)> FoundAsync<T>(Exchange exchange, Func<LostAnswer, Task<T?>> lookUp, CancellationToken cancellationToken)
    {
        if (!exchange.MayHaveTakenEffect || exchange.Error is not { } error)
        {
            return default;
        }

        exchange.TakeUp();
        using var limit = new TimeLimit(_settings.Time, exchange.Remaining, cancellationToken);
        var trace = exchange.Request.Trace;
        try
        {
            var sentAfter = exchange.StartTime - TimeSpan.FromTicks(Interlocked.Read(ref _clockLead));
            var answer = await lookUp(new LostAnswer(error, sentAfter, new CallOptions(trace, limit.Token))).ConfigureAwait(false);
            trace.Verbose(exchange.Request.Display + ": " + exchange.Reason + "; looked for what it makes, and it "
                + (answer == null ? "is not there." : "is there: an earlier attempt made it."));
            return (answer != null, answer);
        }
        catch (Exception e) when (e is TuningException || (e is OperationCanceledException && limit.HasPassed))
        {
            if (!ReferenceEquals(e, error))
            {
                trace.Verbose(exchange.Request.Display + ": looked for what it makes, without success. " + e.Message);
            }

            ExceptionDispatchInfo.Capture(error).Throw();
            throw;
        }
    }

    private async Task<T> AttemptAsync<T>(Exchange exchange, Func<Exchange, HttpResponseMessage, TimeLimit, Task<T>> read, CancellationToken cancellationToken)
    {
        exchange.Begin();
        var turn = await _throttle.EnterAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new TimeLimit(_settings.Time, exchange.Within(exchange.Call.Timeout), cancellationToken);
        var answered = false;
        try
        {
            using var response = await _throttle.SendAsync(turn, exchange.Request, _invoker, limit.Token).ConfigureAwait(false);
            answered = true;
            using var watch = BrokenAnswer.BreakOnCancellation(response, limit.Token);
            if (response.Headers.Date is { } date)
            {
                Interlocked.Exchange(ref _clockLead, (_settings.Time.GetUtcNow() - date).Ticks);
            }

            if (response.IsSuccessStatusCode)
            {
                return await read(exchange, response, limit).ConfigureAwait(false);
            }

            if (IsOwnDeletion(exchange, response))
            {
                exchange.Request.Trace.Verbose(exchange.Request.Display + ": 404 after an attempt without an answer; that attempt deleted it.");
                return default!;
            }

            throw await RefusalAsync(exchange, response, limit).ConfigureAwait(false);
        }
        catch (TuningException e)
        {
            if (!answered && e.Kind is TuningErrorKind.Connection or TuningErrorKind.Unavailable or TuningErrorKind.Timeout)
            {
                exchange.NotSent("no access token (" + e.ErrorId + ")");
            }

            exchange.Error = e;
            throw;
        }
        catch (JsonException e)
        {
            exchange.Unreadable();
            throw exchange.Error = ServiceErrors.AnswerUnreadable(EndpointOf(exchange.Call), exchange.Request.Display, exchange.Call.LostAnswerHint, e);
        }
        catch (Exception e) when (e is OperationCanceledException || BrokenAnswer.Is(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw exchange.Error = Loss(exchange, limit, e);
        }
    }

    // An attempt whose answer was lost may well have deleted it; the next one then finds nothing.
    private static bool IsOwnDeletion(Exchange exchange, HttpResponseMessage response) =>
        exchange.Request.Method == HttpMethod.Delete && (int)response.StatusCode == 404 && exchange.MayHaveTakenEffect;

    private TuningException Loss(Exchange exchange, TimeLimit limit, Exception exception)
    {
        var call = exchange.Call;
        if (limit.HasPassed)
        {
            exchange.AnswerLost(FormattableString.Invariant($"no answer for {limit.Length.TotalSeconds:0} s"));
            return ServiceErrors.RequestTimedOut(EndpointOf(call), limit.Length, call.LostAnswerHint, exception);
        }

        // Cancelled by nobody: the time for making a connection was up.
        var sent = exception is not OperationCanceledException && !BrokenAnswer.NeverSent(exception);
        if (sent)
        {
            exchange.AnswerLost("no answer (" + exception.GetType().Name + ")");
        }
        else
        {
            exchange.NotSent("no connection");
        }

        return ServiceErrors.ConnectionFailed(EndpointOf(call), exchange.Attempts, sent ? call.LostAnswerHint : null, Redactor, exception);
    }

    private async Task<TuningException> RefusalAsync(Exchange exchange, HttpResponseMessage response, TimeLimit limit)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return ServiceErrors.RedirectRefused(EndpointOf(exchange.Call), response.Headers.Location);
        }

        byte[] body = [];
        try
        {
            limit.Restart(exchange.Within(AnswerBody.LongestPause));
            body = await ErrorBody.ReadAsync(response, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            // The status has arrived; it says enough.
        }

        return Explain(exchange, _parser.Parse(response, body, exchange.Attempts));
    }

    private TuningException? ErrorInStream(Exchange exchange, JsonElement root) => _parser.ParseInStream(root) is { } fault ? Explain(exchange, fault) : null;

    private TuningException Explain(Exchange exchange, ServiceFault fault)
    {
        exchange.Refused(fault);
        return ServiceErrors.FromReason(fault, _settings.Service, _settings.Credential.Kind)
            ?? exchange.Call.Explain(fault)
            ?? ServiceErrors.FromStatus(fault, _settings.Service);
    }
}
