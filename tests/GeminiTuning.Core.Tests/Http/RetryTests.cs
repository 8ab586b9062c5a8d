using System;
using System.Linq;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
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

    [Theory]
    [InlineData(429, 2)]
    [InlineData(503, 2)]
    [InlineData(500, 1)]
    [InlineData(504, 1)]
    public async Task Starting_is_tried_again_only_when_it_was_certainly_turned_away(int status, int sent)
    {
        _bench.Network.Answer(Bodies.Tunable).Refuse(status, "SOMETHING", "no").Answer(Bodies.Created);

        var job = _bench.RunAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        if (sent == 2)
        {
            Assert.Equal("tunedModels/x", (await job).TunedModel);
        }
        else
        {
            await Assert.ThrowsAsync<TuningException>(() => job);
        }

        Assert.Equal(sent, _bench.Network.Sent.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task Starting_is_never_tried_again_after_a_lost_answer_and_the_error_says_how_to_find_out()
    {
        _bench.Network.Answer(Bodies.Tunable).Lose();

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        Assert.Equal("ConnectionFailed", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Connection, fault.Kind);
        Assert.Contains("generativelanguage.googleapis.com", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Get-GeminiTunedModel before you try again", fault.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Network.Sent, request => request.Method == "POST");
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
        Assert.Equal(TimeSpan.FromSeconds(100), _bench.Clock.Passed);
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
}
