using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Connections.Checks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Waiting;

public sealed class JobWaiterTests
{
    private const string Name = "tunedModels/x/operations/y";

    private readonly TestBench _bench = new();
    private readonly List<(string Name, TimeSpan At)> _looks = [];
    private readonly List<TuningJob> _updates = [];

    [Fact]
    public async Task A_finished_job_needs_one_look_and_no_time()
    {
        var job = await WaitAsync(_ => Job(TuningJobState.Failed), new WaitOptions());

        Assert.Equal(TuningJobState.Failed, job.State);
        Assert.Single(_looks);
        Assert.Equal([job], _updates);
        Assert.Equal(TimeSpan.Zero, _bench.Clock.Passed);
    }

    [Theory]
    [InlineData(TuningJobState.Succeeded)]
    [InlineData(TuningJobState.Failed)]
    [InlineData(TuningJobState.Cancelled)]
    [InlineData(TuningJobState.Expired)]
    public async Task Waiting_ends_with_the_job_whatever_its_end(TuningJobState end)
    {
        var job = await WaitAsync(look => Job(look < 5 ? TuningJobState.Running : end, look), new WaitOptions());

        Assert.Equal(end, job.State);
        Assert.Equal(5, _updates.Count);
    }

    [Fact]
    public async Task A_state_that_nobody_knows_is_waited_on()
    {
        var job = await WaitAsync(look => Job(look < 3 ? TuningJobState.Unspecified : TuningJobState.Succeeded), new WaitOptions());

        Assert.Equal(TuningJobState.Succeeded, job.State);
    }

    [Fact]
    public async Task A_given_interval_is_kept()
    {
        await WaitAsync(look => Job(look < 4 ? TuningJobState.Running : TuningJobState.Succeeded, look), new WaitOptions { PollInterval = TimeSpan.FromSeconds(7) });

        Assert.Equal([0, 7, 14, 21], _looks.Select(look => look.At.TotalSeconds));
    }

    [Fact]
    public async Task The_interval_follows_the_jobs_pace()
    {
        // A step takes two seconds, so a look is worth while after three.
        await WaitAsync(look => Job(look < 4 ? TuningJobState.Running : TuningJobState.Succeeded, 1 + (2 * look), TimeSpan.FromSeconds(2)), new WaitOptions());

        Assert.Equal([0.0, 3, 6, 9], _looks.Select(look => look.At.TotalSeconds));
    }

    [Theory]
    [InlineData(0.001, 0.25)]
    [InlineData(600, 15)]
    public async Task The_interval_has_a_floor_and_a_ceiling(double secondsPerStep, double expected)
    {
        await WaitAsync(look => Job(look < 2 ? TuningJobState.Running : TuningJobState.Succeeded, 2 * look, TimeSpan.FromSeconds(secondsPerStep)), new WaitOptions());

        Assert.Equal(expected, _looks[1].At.TotalSeconds);
    }

    [Fact]
    public async Task The_interval_grows_gently_while_nothing_changes()
    {
        await WaitAsync(look => Job(look < 30 ? TuningJobState.Running : TuningJobState.Succeeded), new WaitOptions());

        var intervals = _looks.Zip(_looks.Skip(1), (before, after) => (after.At - before.At).TotalSeconds).ToList();
        Assert.Equal(0.5, intervals[0]);
        Assert.Equal(0.625, intervals[1], 3);
        Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1, 1.255));
        Assert.Equal(15, intervals[^1]);
    }

    [Fact]
    public async Task After_the_first_look_the_job_is_asked_for_by_its_own_name()
    {
        await WaitAsync(look => Job(look < 3 ? TuningJobState.Running : TuningJobState.Succeeded, look), new WaitOptions(), name: "x");

        Assert.Equal(["x", Name, Name], _looks.Select(look => look.Name));
    }

    [Fact]
    public async Task When_the_time_is_up_a_last_look_is_taken_and_the_error_says_how_to_go_on()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => WaitAsync(
            look => Job(TuningJobState.Running, look), new WaitOptions { Timeout = TimeSpan.FromSeconds(10), PollInterval = TimeSpan.FromSeconds(4) }));

        Assert.Equal(("WaitTimedOut", TuningErrorKind.Timeout), (fault.ErrorId, fault.Kind));
        Assert.Contains("The job goes on", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Wait-GeminiTuning " + Name, fault.Message, StringComparison.Ordinal);
        Assert.Contains("step 4 of 100", fault.Message, StringComparison.Ordinal);
        Assert.Equal([0.0, 4, 8, 10], _looks.Select(look => look.At.TotalSeconds));
    }

    [Fact]
    public async Task A_job_that_ends_with_the_time_has_ended()
    {
        var job = await WaitAsync(
            look => Job(look < 2 ? TuningJobState.Running : TuningJobState.Succeeded), new WaitOptions { Timeout = TimeSpan.FromSeconds(10), PollInterval = TimeSpan.FromSeconds(60) });

        Assert.Equal(TuningJobState.Succeeded, job.State);
        Assert.Equal(TimeSpan.FromSeconds(10), _bench.Clock.Passed);
    }

    [Fact]
    public async Task No_time_at_all_still_allows_one_look()
    {
        await Assert.ThrowsAsync<TuningException>(() => WaitAsync(_ => Job(TuningJobState.Running), new WaitOptions { Timeout = TimeSpan.Zero }));

        Assert.Single(_looks);
    }

    [Fact]
    public async Task A_look_that_outlasts_the_time_is_given_up()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => RunAsync(
            async (look, options) =>
            {
                if (look == 2)
                {
                    await Task.Delay(Timeout.Infinite, options.CancellationToken);
                }

                return Job(TuningJobState.Running);
            },
            new WaitOptions { Timeout = TimeSpan.FromSeconds(10), PollInterval = TimeSpan.FromSeconds(4) },
            Name));

        Assert.Equal("WaitTimedOut", fault.ErrorId);
        Assert.Equal(TimeSpan.FromSeconds(10), _bench.Clock.Passed);
    }

    [Fact]
    public async Task The_users_cancellation_ends_waiting_at_once()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Clock.RunAsync(() => _bench.Engine.WaitAsync(
            Context((look, _) =>
            {
                if (look == 2)
                {
                    stop.Cancel();
                }

                return Task.FromResult(Job(TuningJobState.Running));
            }),
            Name,
            new WaitOptions { Timeout = TimeSpan.FromHours(1) },
            _updates.Add,
            _bench.With(stop.Token))));

        Assert.Equal(2, _looks.Count);
        Assert.Contains("The job goes on", Assert.Single(_bench.Trace.VerboseLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_a_look_goes_to_the_user()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => WaitAsync(
            look => look < 2 ? Job(TuningJobState.Running) : throw new TuningException("JobNotFound", TuningErrorKind.NotFound, "gone"), new WaitOptions()));

        Assert.Equal("JobNotFound", fault.ErrorId);
    }

    [Theory]
    [InlineData(-1.0, null)]
    [InlineData(null, 0.0)]
    [InlineData(null, -1.0)]
    [InlineData(1e9, null)]
    public async Task Times_that_cannot_be_waited_are_refused(double? timeout, double? interval)
    {
        var wait = new WaitOptions
        {
            Timeout = timeout is { } limit ? TimeSpan.FromSeconds(limit) : null,
            PollInterval = interval is { } pause ? TimeSpan.FromSeconds(pause) : null,
        };

        Assert.Equal("WaitLimitOutOfRange", (await Assert.ThrowsAsync<TuningException>(() => WaitAsync(_ => Job(TuningJobState.Running), wait))).ErrorId);
        Assert.Empty(_looks);
    }

    private static TuningJob Job(TuningJobState state, int step = 0, TimeSpan? pace = null)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new TuningJob
        {
            Name = Name,
            Backend = TuningBackend.GeminiApi,
            State = state,
            TotalSteps = 100,
            CompletedSteps = step,
            Snapshots = pace is not { } span ? [] : [.. Enumerable.Range(1, step).Select(i => new LossPoint { Step = i, ComputeTime = start + (i * span) })],
        };
    }

    private Task<TuningJob> WaitAsync(Func<int, TuningJob> job, WaitOptions wait, string name = Name) =>
        RunAsync((look, _) => Task.FromResult(job(look)), wait, name);

    private Task<TuningJob> RunAsync(Func<int, CallOptions, Task<TuningJob>> job, WaitOptions wait, string name) =>
        _bench.Clock.RunAsync(() => _bench.Engine.WaitAsync(Context(job), name, wait, _updates.Add, _bench.Options));

    private TuningContext Context(Func<int, CallOptions, Task<TuningJob>> job)
    {
        var backend = new StubBackend((name, options) =>
        {
            _looks.Add((name, _bench.Clock.Passed));
            return job(_looks.Count, options);
        });
        return new TuningContext(backend, new ConnectionChecks()) { Endpoint = new Uri("http://localhost/"), Credential = "none", CredentialSource = "test" };
    }
}
