using System;
using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using Xunit;

namespace GeminiTuning.Core.Tests.Support;

/// <summary>An engine on a scripted network, a test clock and an environment of its own.</summary>
internal sealed class TestBench
{
    /// <summary>A key that must turn up nowhere but in the request's header.</summary>
    public const string CanaryKey = "CanaryKey-7f3a91d2c4";

    public TestBench()
        : this(null)
    {
    }

    /// <param name="time">A clock other than the test's own.</param>
    public TestBench(TimeProvider? time)
    {
        Engine = new TuningEngine(time ?? Clock, _ => Network, name => Environment.TryGetValue(name, out var value) ? value : null);
        // No test may ask the real metadata server.
        Environment["NO_GCE_CHECK"] = "true";
    }

    public TestClock Clock { get; } = new();

    public ScriptedHandler Network { get; } = new();

    public RecordingSink Trace { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public TuningEngine Engine { get; }

    public CallOptions Options => new(Trace, TestContext.Current.CancellationToken);

    public static SecureString Secret(string text) => SecureText.Seal(text);

    public CallOptions With(CancellationToken token) => new(Trace, token);

    public Task<TuningContext> ConnectAsync(ConnectRequest request) => Engine.ConnectAsync(request, Options);

    public async Task<ITuningBackend> BackendAsync(int? retries = null) =>
        (await ConnectAsync(new ConnectRequest { ApiKey = Secret(CanaryKey), MaximumRetryCount = retries })).Client;

    /// <summary>Runs a call on a fresh backend while the clock jumps over every wait.</summary>
    public Task<T> RunAsync<T>(Func<ITuningBackend, Task<T>> call, int? retries = null) => Clock.RunAsync(async () =>
    {
        using var backend = await BackendAsync(retries);
        return await call(backend);
    });

    public Task RunAsync(Func<ITuningBackend, Task> call, int? retries = null) => RunAsync(
        async backend =>
        {
            await call(backend);
            return true;
        },
        retries);

    public async Task<TuningException> FaultAsync(Func<ITuningBackend, Task> call, int? retries = null)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => RunAsync(call, retries));
        Assert.DoesNotContain(CanaryKey, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(CanaryKey, Trace.All, StringComparison.Ordinal);
        return fault;
    }
}
