using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace GeminiTuning.Core.Http;

/// <summary>
/// The one way to a service. Each request passes the same handlers (trace, retry, throttle, timeout, authentication,
/// quota project), and whatever goes wrong comes out as a <see cref="TuningException"/> or, when the caller cancelled, as an
/// <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class ServiceTransport : IDisposable
{
    private readonly TransportSettings _settings;
    private readonly ServiceFaultParser _parser;
    private readonly HttpMessageInvoker _invoker;
    // Left to the garbage collector: a call that begins while another thread closes still looks at it.
    private readonly CancellationTokenSource _closed = new();
    private int _disposed;

    public ServiceTransport(TransportSettings settings)
    {
        _settings = settings;
        Redactor = new SecretRedactor(settings.Credential);
        _parser = new ServiceFaultParser(Redactor, settings.Time);
        _invoker = new HttpMessageInvoker(BuildHandlers());
    }

    public SecretRedactor Redactor { get; }

    /// <summary>Sends a call and reads its JSON answer from the wire.</summary>
    public Task<T> SendAsync<T>(ServiceCall call, JsonTypeInfo<T> answer, CallOptions options)
        where T : class =>
        ExchangeAsync(
            call,
            async (stream, cancellationToken) =>
                await JsonSerializer.DeserializeAsync(stream, answer, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null."),
            options);

    /// <summary>Sends a call whose answer says nothing but that it worked.</summary>
    public Task SendAsync(ServiceCall call, CallOptions options) =>
        ExchangeAsync(call, static (_, _) => Task.FromResult(true), options);

    /// <summary>Sends a call and hands over its answer while it arrives.</summary>
    public Task StreamAsync(ServiceCall call, Func<Stream, CancellationToken, Task> read, CallOptions options) =>
        ExchangeAsync(
            call,
            async (stream, cancellationToken) =>
            {
                await read(stream, cancellationToken).ConfigureAwait(false);
                return true;
            },
            options);

    /// <summary>Makes the exception for an error that a stream carried after its status had said success.</summary>
    public TuningException? ErrorInStream(JsonElement root, ServiceCall call) =>
        _parser.ParseInStream(root) is { } fault ? Explain(call, fault) : null;

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
        handler = new TimeoutHandler(_settings.Time, handler);
        handler = new ThrottleHandler(_settings.Time, handler);
        handler = new RetryHandler(_settings.MaximumRetryCount, _parser, _settings.Time, handler);
        return new TraceHandler(_settings.Time, handler);
    }

    private Uri EndpointOf(ServiceCall call) => call.Endpoint ?? _settings.Endpoint;

    private async Task<T> ExchangeAsync<T>(ServiceCall call, Func<Stream, CancellationToken, Task<T>> read, CallOptions options)
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            throw ServiceErrors.ConnectionClosed(_settings.Endpoint);
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, _closed.Token);
        try
        {
            return await ExchangeAsync(call, read, options.Trace, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!options.CancellationToken.IsCancellationRequested)
        {
            throw ServiceErrors.ConnectionClosed(_settings.Endpoint);
        }
    }

    private async Task<T> ExchangeAsync<T>(
        ServiceCall call,
        Func<Stream, CancellationToken, Task<T>> read,
        ITraceSink trace,
        CancellationToken cancellationToken)
    {
        using var request = new ServiceRequest(call, EndpointOf(call), trace);
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using var response = await AnswerAsync(call, request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return await ReadAsync(call, request, response, read, cancellationToken).ConfigureAwait(false);
        }

        if (IsOwnDeletion(request, response))
        {
            trace.Verbose(request.Display + ": 404 after an attempt without an answer; that attempt deleted it.");
            return default!;
        }

        throw await RefusalAsync(call, request, response, cancellationToken).ConfigureAwait(false);
    }

    // An attempt whose answer was lost may well have deleted it; the next one then finds nothing.
    private static bool IsOwnDeletion(ServiceRequest request, HttpResponseMessage response) =>
        request.Method == HttpMethod.Delete && (int)response.StatusCode == 404 && request.Attempts > 1;

    private async Task<HttpResponseMessage> AnswerAsync(ServiceCall call, ServiceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (BrokenAnswer.Is(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ServiceErrors.ConnectionFailed(EndpointOf(call), request.Attempts, call.LostAnswerHint, Redactor, e);
        }
        catch (TimeoutException e)
        {
            throw ServiceErrors.RequestTimedOut(EndpointOf(call), call.Timeout, call.LostAnswerHint, e);
        }
    }

    private async Task<T> ReadAsync<T>(
        ServiceCall call,
        ServiceRequest request,
        HttpResponseMessage response,
        Func<Stream, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var timer = _settings.Time.CancelAfter(call.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using var watch = BrokenAnswer.BreakOnCancellation(response, either.Token);
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            return await read(stream, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ServiceErrors.RequestTimedOut(EndpointOf(call), call.Timeout, call.LostAnswerHint, e);
        }
        catch (JsonException e)
        {
            throw ServiceErrors.AnswerUnreadable(EndpointOf(call), request.Display, call.LostAnswerHint, e);
        }
        catch (Exception e) when (BrokenAnswer.Is(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timer.IsCancellationRequested
                ? ServiceErrors.RequestTimedOut(EndpointOf(call), call.Timeout, call.LostAnswerHint, e)
                : ServiceErrors.ConnectionFailed(EndpointOf(call), request.Attempts, call.LostAnswerHint, Redactor, e);
        }
    }

    private async Task<TuningException> RefusalAsync(
        ServiceCall call,
        ServiceRequest request,
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            return ServiceErrors.RedirectRefused(EndpointOf(call), response.Headers.Location);
        }

        if (request.Fault == null)
        {
            var body = await ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            request.Fault = _parser.Parse(response, body, request.Attempts);
        }

        return Explain(call, request.Fault);
    }

    private TuningException Explain(ServiceCall call, ServiceFault fault) =>
        ServiceErrors.FromReason(fault, _settings.Service, _settings.Credential.Kind)
        ?? call.Explain(fault)
        ?? ServiceErrors.FromStatus(fault, _settings.Service);
}
