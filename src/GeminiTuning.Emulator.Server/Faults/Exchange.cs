using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>One request on its way through the emulator. Whoever answers it sends the answer through this.</summary>
internal sealed class Exchange(Traffic traffic, HttpListenerContext context, RequestTarget target, string? token, DateTimeOffset time, FaultDecision decision)
{
    // Where nobody can tell whether the client has gone, a stalled connection is not held for ever.
    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(10);

    private Refusal? _refusal = decision.Refusal;
    private EmulatorFaultKind? _fault;
    private bool _isRefused;
    private bool _isNoted;

    public HttpListenerContext Context => context;

    public RequestTarget Target => target;

    /// <summary>The pattern that the path fits; whoever answers sets it.</summary>
    public string Route { get; set; } = "";

    /// <summary>Whether Google's front end refuses the request, and not the service.</summary>
    public bool IsForFrontEnd => _refusal is not null && ServiceRefusals.IsOfFrontEnd(_refusal.Status);

    private bool CutsBody => decision.Kind is EmulatorFaultKind.Truncate or EmulatorFaultKind.Stall;

    /// <summary>What befalls the request before anybody looks at it.</summary>
    public async Task ArriveAsync()
    {
        if (decision.Delay > TimeSpan.Zero)
        {
            _fault = decision.Kind is EmulatorFaultKind.Delay ? EmulatorFaultKind.Delay : null;
            await DelayAsync(decision.Delay).ConfigureAwait(false);
        }

        if (decision.Kind == EmulatorFaultKind.ResetBeforeApplying)
        {
            Note(status: null, applied: false, decision.Kind);
            throw new ConnectionCutException(resets: true);
        }

        if (decision.Kind == EmulatorFaultKind.TokenExpiry)
        {
            _fault = EmulatorFaultKind.TokenExpiry;
            if (!traffic.Tokens.Expire(token!))
            {
                _refusal = new Refusal(401);
            }
        }
    }

    /// <summary>What the request is to be refused with; whoever asks does so.</summary>
    public Refusal? TakeRefusal()
    {
        if (_refusal is not null)
        {
            _fault = decision.Kind;
            _isRefused = true;
        }

        return _refusal;
    }

    /// <summary>Begins an answer without a body. Its status is set.</summary>
    public void BeginEmpty() => Begin(length: 0);

    /// <summary>Begins an answer with a body. Its status is set.</summary>
    /// <param name="length">How many bytes there will be.</param>
    /// <param name="inChunks">Whether the client is not to know how many.</param>
    /// <returns>Where to write the body to.</returns>
    public Stream BeginBody(long length, bool inChunks = false)
    {
        var isCut = Begin(length);
        var response = context.Response;
        if (inChunks && !isCut)
        {
            response.SendChunked = true;
        }
        else
        {
            // The listener would end the chunks properly, so a body that is cut off says how long it was to be.
            response.ContentLength64 = length;
        }

        return isCut ? new CutStream(response.OutputStream, length / 2, CutAsync) : response.OutputStream;
    }

    /// <summary>Ends a request whose connection is to be cut.</summary>
    public void Cut(ConnectionCutException exception)
    {
        if (exception.Resets)
        {
            traffic.Entrance.Reset(context);
        }
        else
        {
            context.Response.Abort();
        }
    }

    /// <summary>Notes a request that has got no answer.</summary>
    public void End() => Note(status: null, applied: false, _fault);

    private bool Begin(long length)
    {
        var status = context.Response.StatusCode;
        if (_isRefused && _refusal!.RetryAfter is { } wait && _refusal.Quota is null)
        {
            context.Response.Headers["Retry-After"] = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        var applied = !_isRefused && status < 400;
        if (decision.Kind == EmulatorFaultKind.ResetAfterApplying)
        {
            Note(status: null, applied, decision.Kind);
            throw new ConnectionCutException(resets: true);
        }

        var isCut = CutsBody && length >= 2;
        Note(status, applied, isCut ? decision.Kind : _fault);
        return isCut;
    }

    private async Task CutAsync()
    {
        if (decision.Kind == EmulatorFaultKind.Stall)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(traffic.Stop);
            await Task.WhenAny(traffic.Entrance.WhenGone(context), DelayAsync(LongestStall, patience.Token)).ConfigureAwait(false);
            patience.Cancel();
        }

        throw new ConnectionCutException(resets: false);
    }

    private Task DelayAsync(TimeSpan delay) => DelayAsync(delay, traffic.Stop);

    private Task DelayAsync(TimeSpan delay, CancellationToken stop) =>
#if NET
        Task.Delay(delay, traffic.TimeProvider, stop);
#else
        traffic.TimeProvider.Delay(delay, stop);
#endif

    private void Note(int? status, bool applied, EmulatorFaultKind? fault)
    {
        if (!_isNoted)
        {
            _isNoted = true;
            traffic.Log.Add(time, target.Verb, target.Path, Route, status, fault, applied);
        }
    }
}
