using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

public sealed class AdaptiveLimitTests
{
    private readonly TestClock _clock = new();
    private readonly AdaptiveLimit _limit;

    public AdaptiveLimitTests() => _limit = new AdaptiveLimit(_clock);

    [Fact]
    public async Task Without_a_refusal_nobody_waits()
    {
        Assert.Equal(1000, (await EnterAsync(1000)).Count);
    }

    [Fact]
    public async Task A_refusal_halves_what_was_under_way()
    {
        List<AdaptiveLimit.Turn> turns = await EnterAsync(32);

        Assert.Equal(16, _limit.Refuse(turns[31]));
    }

    [Fact]
    public async Task Requests_that_were_sent_together_are_refused_once()
    {
        List<AdaptiveLimit.Turn> turns = await EnterAsync(32);

        int?[] changes = [.. turns.Select(turn => _limit.Refuse(turn))];

        Assert.Equal(16, Assert.Single(changes, static change => change is not null));
        Assert.Equal(16, _limit.Current);
    }

    [Fact]
    public async Task The_last_of_many_to_come_back_counts_those_it_was_sent_with()
    {
        List<AdaptiveLimit.Turn> turns = await EnterAsync(32);
        for (int i = 0; i < 31; i++)
        {
            _limit.Succeed();
        }

        Assert.Equal(16, _limit.Refuse(turns[31]));
    }

    [Fact]
    public async Task Each_later_refusal_halves_again_and_one_request_is_always_let_through()
    {
        _limit.Refuse((await EnterAsync(8))[7]);
        EndAll(7);
        foreach (int expected in new[] { 2, 1, 1 })
        {
            List<AdaptiveLimit.Turn> turns = await EnterAsync(_limit.Current);
            _limit.Refuse(turns[^1]);
            Assert.Equal(expected, _limit.Current);
            EndAll(turns.Count - 1);
        }
    }

    [Fact]
    public async Task It_grows_by_one_for_each_round_of_successes_and_not_beyond_what_is_asked_for()
    {
        _limit.Refuse((await EnterAsync(8))[7]);
        EndAll(7);
        var waiting = Enumerable.Range(0, 400).Select(_ => EnterAsync()).ToList();
        var rounds = new List<int>();
        int ended = 0;
        while (ended + _limit.Current < waiting.Count)
        {
            int running = _limit.Current;
            await Task.WhenAll(waiting.Take(ended + running));
            rounds.Add(running);
            for (int i = 0; i < running; i++)
            {
                _limit.Succeed();
            }

            ended += running;
        }

        Assert.Equal(4, rounds[0]);
        Assert.All(rounds.Zip(rounds.Skip(1)), static pair => Assert.InRange(pair.Second - pair.First, 0, 1));
        int highest = _limit.Current;

        // Nothing is held back any more, so there is nothing to grow for.
        EndAll(waiting.Count - ended, succeeded: true);
        Assert.Equal(highest, _limit.Current);
    }

    [Fact]
    public async Task Those_who_wait_are_let_through_in_their_order()
    {
        await LimitToOneAsync();
        await EnterAsync();
        var order = new List<int>();
        Task[] waiting = [.. Enumerable.Range(0, 10).Select(async n =>
        {
            await EnterAsync();
            order.Add(n);
            _limit.Leave();
        })];
        _limit.Leave();
        await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(0, 10), order);
    }

    [Fact]
    public async Task One_who_stops_waiting_takes_no_place()
    {
        await LimitToOneAsync();
        await EnterAsync();
        using var stop = new CancellationTokenSource();
        Task<AdaptiveLimit.Turn> stopped = _limit.EnterAsync(stop.Token).AsTask();
        Task<AdaptiveLimit.Turn> next = EnterAsync();

        await stop.CancelAsync();
        Assert.Equal(stop.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => stopped)).CancellationToken);
        Assert.False(next.IsCompleted);
        _limit.Leave();

        await next;
    }

    [Fact]
    public async Task A_minute_without_a_refusal_lifts_it()
    {
        await LimitToOneAsync();
        await EnterAsync();
        Task<AdaptiveLimit.Turn> waiting = EnterAsync();
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(61));
        await EnterAsync();

        await waiting;
    }

    private async Task LimitToOneAsync()
    {
        _limit.Refuse((await EnterAsync(1))[0]);
        Assert.Equal(1, _limit.Current);
    }

    private Task<AdaptiveLimit.Turn> EnterAsync() => _limit.EnterAsync(TestContext.Current.CancellationToken).AsTask();

    private async Task<List<AdaptiveLimit.Turn>> EnterAsync(int count)
    {
        var turns = new List<AdaptiveLimit.Turn>();
        for (int i = 0; i < count; i++)
        {
            Task<AdaptiveLimit.Turn> turn = EnterAsync();
            Assert.True(turn.IsCompleted);
            turns.Add(await turn);
        }

        return turns;
    }

    private void EndAll(int count, bool succeeded = false)
    {
        for (int i = 0; i < count; i++)
        {
            if (succeeded)
            {
                _limit.Succeed();
            }
            else
            {
                _limit.Leave();
            }
        }
    }
}
