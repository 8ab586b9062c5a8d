using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Xunit;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

public sealed class RetryTests
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_get_is_tried_again_when_the_service_has_a_bad_moment(int status)
    {
        _bench.Network.Refuse(status, "SOMETHING", "bad moment").Answer(Bodies.Active);

        var model = await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("tunedModels/number-generator-100-7gs9fa0sjx6i", model.Name);
        Assert.Equal(2, _bench.Network.Sent.Count);
        var line = Assert.Single(_bench.Trace.VerboseLines, line => line.Contains("trying again", StringComparison.Ordinal));
        Assert.Contains(status + " SOMETHING", line, StringComparison.Ordinal);
        Assert.Contains("(1 of 3)", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task What_will_not_get_better_is_not_tried_again(int status)
    {
        _bench.Network.Refuse(status, "SOMETHING", "no");

        await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_for_a_get()
    {
        _bench.Network.Lose().Lose().Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(3, _bench.Network.Sent.Count);
    }

    [Fact]
    public async Task The_waits_grow_and_the_error_counts_the_tries()
    {
        _bench.Network.Rule = _ => ScriptedHandler.Refusal(503, "UNAVAILABLE", "The model is overloaded.");

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("ServiceUnavailable", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Unavailable, fault.Kind);
        Assert.Contains("tried 4 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, _bench.Network.Sent.Count);
        Assert.InRange(_bench.Clock.Passed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Zero_retries_means_one_try()
    {
        _bench.Network.Refuse(503, "UNAVAILABLE", "overloaded");

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options), retries: 0);

        Assert.Equal("ServiceUnavailable", fault.ErrorId);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task The_delay_that_the_header_asks_for_is_kept()
    {
        var busy = ScriptedHandler.Refusal(503, "UNAVAILABLE", "busy");
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        _bench.Network.Answer(busy).Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(7), _bench.Clock.Passed);
    }

    [Fact]
    public async Task The_date_that_the_header_asks_for_is_kept()
    {
        var busy = ScriptedHandler.Refusal(503, "UNAVAILABLE", "busy");
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(_bench.Clock.GetUtcNow().AddSeconds(9));
        _bench.Network.Answer(busy).Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(9), _bench.Clock.Passed);
    }

    [Fact]
    public async Task The_delay_that_the_body_asks_for_is_kept()
    {
        _bench.Network
            .Refuse(429, "RESOURCE_EXHAUSTED", "slow down", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"17.300s"}""")
            .Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(17.3), _bench.Clock.Passed);
    }

    [Fact]
    public async Task A_longer_wait_than_a_minute_is_left_to_the_user()
    {
        _bench.Network.Refuse(429, "RESOURCE_EXHAUSTED", "slow down", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"61s"}""");

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("RateLimited", fault.ErrorId);
        Assert.Contains("asks to wait 61 s", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(61), fault.ServiceError!.RetryDelay);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_daily_quota_is_not_waited_for()
    {
        _bench.Network.Refuse(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", Bodies.DailyQuotaDetails);

        var fault = await _bench.FaultAsync(backend => backend.PredictAsync(new PredictionRequest { Model = "tunedModels/x", Prompt = "7" }, _bench.Options));

        Assert.Equal("QuotaExceeded", fault.ErrorId);
        Assert.Equal(TuningErrorKind.LimitsExceeded, fault.Kind);
        Assert.Contains("GenerateRequestsPerDayPerProjectPerModel-FreeTier", fault.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_quota_of_a_minute_is_waited_for_although_the_message_says_quota()
    {
        _bench.Network
            .Refuse(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", Bodies.DailyQuotaDetails.Replace("PerDay", "PerMinute", StringComparison.Ordinal))
            .Answer(Bodies.Answer);

        await _bench.RunAsync(backend => backend.PredictAsync(new PredictionRequest { Model = "tunedModels/x", Prompt = "7" }, _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(23), _bench.Clock.Passed);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_finds_nothing_and_is_content()
    {
        _bench.Network.Lose().Refuse(404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.");

        await _bench.RunAsync(backend => backend.DeleteTunedModelAsync(new DeletionPlan("tunedModels/x", ["tunedModels/x"]), _bench.Options));

        Assert.Equal(["DELETE /v1beta/tunedModels/x", "DELETE /v1beta/tunedModels/x"], _bench.Network.Lines);
    }

    [Fact]
    public async Task A_deletion_that_finds_nothing_at_once_is_an_error()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.");

        var fault = await _bench.FaultAsync(backend => backend.DeleteTunedModelAsync(new DeletionPlan("tunedModels/x", ["tunedModels/x"]), _bench.Options));

        Assert.Equal("TunedModelNotFound", fault.ErrorId);
    }

    [Fact]
    public async Task A_deletion_that_was_turned_away_and_then_finds_nothing_is_an_error()
    {
        _bench.Network.Refuse(429, "RESOURCE_EXHAUSTED", "slow down").Refuse(404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.");

        var fault = await _bench.FaultAsync(backend => backend.DeleteTunedModelAsync(new DeletionPlan("tunedModels/x", ["tunedModels/x"]), _bench.Options));

        Assert.Equal("TunedModelNotFound", fault.ErrorId);
    }

    [Fact]
    public async Task The_longer_of_two_delays_is_kept()
    {
        var busy = ScriptedHandler.Refusal(429, "RESOURCE_EXHAUSTED", "slow down", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"17s"}""");
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        _bench.Network.Answer(busy).Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(17), _bench.Clock.Passed);
    }

    [Fact]
    public async Task A_date_is_read_by_the_services_clock()
    {
        var busy = ScriptedHandler.Refusal(503, "UNAVAILABLE", "busy");
        busy.Headers.Date = _bench.Clock.GetUtcNow().AddHours(-3);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(busy.Headers.Date.Value.AddSeconds(9));
        _bench.Network.Answer(busy).Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(TimeSpan.FromSeconds(9), _bench.Clock.Passed);
    }

    [Fact]
    public async Task A_wrong_clock_is_named_when_the_credential_is_refused()
    {
        var refusal = ScriptedHandler.Refusal(401, "UNAUTHENTICATED", "Invalid credentials.");
        refusal.Headers.Date = _bench.Clock.GetUtcNow().AddMinutes(-90);
        _bench.Network.Answer(refusal);

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("CredentialRejected", fault.ErrorId);
        Assert.Contains("clock is 90 minutes ahead of the service's", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_of_the_users_own_allows_a_longer_wait()
    {
        _bench.Network
            .Refuse(429, "RESOURCE_EXHAUSTED", "slow down", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"300s"}""")
            .Answer(Bodies.Active);

        await GetAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromSeconds(300), _bench.Clock.Passed);
    }

    [Fact]
    public async Task A_wait_that_would_take_longer_than_is_left_is_not_begun()
    {
        _bench.Network.Refuse(503, "UNAVAILABLE", "busy", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"30s"}""");

        var fault = await Assert.ThrowsAsync<TuningException>(() => GetAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal("ServiceUnavailable", fault.ErrorId);
        Assert.Equal(TimeSpan.Zero, _bench.Clock.Passed);
        Assert.Contains("its time would be up", Assert.Single(_bench.Trace.VerboseLines, IsAboutTheRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86401)]
    public async Task A_time_out_of_range_is_refused_on_connecting(int seconds)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.ConnectAsync(
            new ConnectRequest { ApiKey = TestBench.Secret("k"), Timeout = TimeSpan.FromSeconds(seconds) }));

        Assert.Equal(("TimeoutOutOfRange", TuningErrorKind.InvalidArgument), (fault.ErrorId, fault.Kind));
    }

    [Property(MaxTest = 100, Replay = "(20261123,1)")]
    public void Tries_delays_and_time_keep_to_what_was_asked(byte[] moments, PositiveInt seconds, byte retries)
    {
        var bench = new TestBench();
        var time = TimeSpan.FromSeconds(1 + (seconds.Get % 900));
        var script = new Queue<byte>(moments);
        var sent = new List<(TimeSpan At, TimeSpan Asked)>();
        bench.Network.Before = token => script.TryPeek(out var moment) && moment % 7 == 0 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        bench.Network.Rule = _ =>
        {
            var moment = script.TryDequeue(out var next) ? next : (byte)1;
            var refusal = ScriptedHandler.Refusal(moment % 2 == 0 ? 429 : 503, "UNAVAILABLE", "busy");
            var asked = moment % 3 == 0 ? TimeSpan.FromSeconds(moment) : TimeSpan.Zero;
            refusal.Headers.RetryAfter = asked == TimeSpan.Zero ? null : new RetryConditionHeaderValue(asked);
            sent.Add((bench.Clock.Passed, asked));
            return refusal;
        };
        var request = new ConnectRequest { ApiKey = TestBench.Secret("k"), MaximumRetryCount = retries % 11, Timeout = time };

        var run = bench.Clock.RunAsync(async () =>
        {
            using var backend = (await bench.ConnectAsync(request)).Client;
            return await backend.GetTunedModelAsync("x", bench.Options);
        });

        Assert.Throws<TuningException>(() => run.GetAwaiter().GetResult());
        Assert.InRange(bench.Network.Sent.Count, 1, 1 + (retries % 11));
        Assert.InRange(bench.Clock.Passed, TimeSpan.Zero, time);
        Assert.All(sent.Zip(sent.Skip(1)), static pair => Assert.True(pair.Second.At - pair.First.At >= pair.First.Asked));
    }

    [Fact]
    public async Task The_users_cancellation_ends_a_wait_as_a_cancellation()
    {
        _bench.Network.Refuse(503, "UNAVAILABLE", "busy");
        using var stop = new CancellationTokenSource();
        using var backend = await _bench.BackendAsync();

        var call = backend.GetTunedModelAsync("x", _bench.With(stop.Token));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_users_cancellation()
    {
        using var backend = await _bench.BackendAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backend.GetTunedModelAsync("x", _bench.With(new CancellationToken(canceled: true))));

        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task Silence_is_a_timeout_and_not_a_cancellation()
    {
        _bench.Network.Before = token => Task.Delay(Timeout.Infinite, token);
        _bench.Network.Rule = _ => ScriptedHandler.Json(Bodies.Active);

        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal("RequestTimedOut", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Timeout, fault.Kind);
        Assert.Equal(4, _bench.Network.Sent.Count);
        Assert.InRange(_bench.Clock.Passed, TimeSpan.FromSeconds(401), TimeSpan.FromSeconds(460));
    }

    [Fact]
    public async Task Answers_that_are_not_used_are_let_go()
    {
        var refusals = new[] { ScriptedHandler.Refusal(503, "UNAVAILABLE", "busy"), ScriptedHandler.Refusal(503, "UNAVAILABLE", "busy") };
        _bench.Network.Answer(refusals[0]).Answer(refusals[1]).Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        foreach (var refusal in refusals)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => refusal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Each_attempt_carries_the_credential_once()
    {
        _bench.Network.Refuse(503, "UNAVAILABLE", "busy").Refuse(503, "UNAVAILABLE", "busy").Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.All(_bench.Network.Sent, request => Assert.Equal(TestBench.CanaryKey, request.Headers["x-goog-api-key"]));
    }

    private static bool IsAboutTheRequest(string line) => line.StartsWith("GET", StringComparison.Ordinal);

    private Task<TunedModel> GetAsync(TimeSpan time) => _bench.Clock.RunAsync(async () =>
    {
        using var backend = (await _bench.ConnectAsync(new ConnectRequest { ApiKey = TestBench.Secret("k"), Timeout = time })).Client;
        return await backend.GetTunedModelAsync("x", _bench.Options);
    });
}
