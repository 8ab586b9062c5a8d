using System;
using System.Net;
using System.Threading;
using GeminiTuning.Emulator.Auth.Tokens;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Faults;

/// <summary>All requests of an emulator: what is to befall them, and what is noted of them.</summary>
internal sealed class Traffic(FaultPlan plan, Entrance entrance, IssuedTokens tokens, TimeProvider timeProvider) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RequestLog Log { get; } = new();

    public Entrance Entrance { get; } = entrance;

    public IssuedTokens Tokens { get; } = tokens;

    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Ends when the emulator stops.</summary>
    public CancellationToken Stop => _stop.Token;

    public Exchange Begin(HttpListenerContext context)
    {
        var target = RequestTarget.Of(context.Request);
        var now = TimeProvider.GetUtcNow();
        var token = BearerToken(context.Request.Headers["Authorization"]);
        return new Exchange(this, context, target, token, now, plan.Decide(target, token is not null, now));
    }

    public void Dispose()
    {
        _stop.Cancel();
        Entrance.Dispose();
        _stop.Dispose();
    }

    private static string? BearerToken(string? header) =>
        header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header.Substring("Bearer ".Length).Trim() : null;
}
