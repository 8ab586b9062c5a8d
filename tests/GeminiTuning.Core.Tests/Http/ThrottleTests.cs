using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

public sealed class ThrottleTests
{
    // One that jumps to the next timer would do so while requests are under way on other threads.
    private readonly TestBench _bench = new(new QuickClock());

    [Fact]
    public async Task After_429_fewer_are_sent_at_the_same_time_and_a_verbose_line_says_so()
    {
        const int Together = 8;
        int sent = 0;
        int running = 0;
        int most = 0;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Network.Before = async token =>
        {
            int now = Interlocked.Increment(ref running);
            if (Interlocked.Increment(ref sent) <= Together)
            {
                // The first ones are all there before any of them is answered.
                if (sent == Together)
                {
                    arrived.TrySetResult();
                }

                await arrived.Task.WaitAsync(token);
            }
            else
            {
                InterlockedMax(ref most, now);
                await Task.Yield();
            }

            Interlocked.Decrement(ref running);
        };
        for (int i = 0; i < Together; i++)
        {
            _bench.Network.Refuse(429, "RESOURCE_EXHAUSTED", "too many");
        }

        _bench.Network.Rule = _ => ScriptedHandler.Json(Bodies.Active);

        using ITuningBackend backend = await _bench.BackendAsync();
        await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => backend.GetTunedModelAsync("x", _bench.Options)));

        Assert.Equal(2 * Together, _bench.Network.Sent.Count);
        Assert.InRange(most, 1, (Together / 2) + 1);
        Assert.Single(
            _bench.Trace.VerboseLines,
            static line => line == "GET /v1beta/tunedModels/x: 429; from now on at most 4 requests at the same time, and more again as they succeed.");
    }

    [Fact]
    public async Task Other_answers_and_lost_ones_limit_nothing()
    {
        _bench.Network.Refuse(503, "UNAVAILABLE", "busy").Lose().Answer(Bodies.Active);

        using ITuningBackend backend = await _bench.BackendAsync();
        await backend.GetTunedModelAsync("x", _bench.Options);

        Assert.DoesNotContain(_bench.Trace.VerboseLines, static line => line.Contains("at the same time", StringComparison.Ordinal));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var found && found != seen)
        {
            seen = found;
        }
    }
}
