using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Tests.Auth;
using GeminiTuning.Emulator.Tests.Storage;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Faults;

/// <summary>What befalls requests, over real connections.</summary>
public sealed class FaultTests
{
    private const string Create = "v1beta/tunedModels?tunedModelId=";

    private static EmulatorOptions Options { get; } = new() { TuningDuration = TimeSpan.FromHours(1), FaultSeed = 7 };

    private static TestEmulator Start(params string[] faults) => new(Options with { Faults = [.. faults.Select(EmulatorFault.Parse)] });

    private static TestEmulator Start(params EmulatorFault[] faults) => new(Options with { Faults = faults });

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")]
    [InlineData(403, "PERMISSION_DENIED", "The caller does not have permission")]
    [InlineData(404, "NOT_FOUND", "Requested entity was not found.")]
    [InlineData(409, "ABORTED", "The operation was aborted.")]
    [InlineData(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")]
    [InlineData(499, "CANCELLED", "The operation was cancelled.")]
    [InlineData(500, "INTERNAL", "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting")]
    [InlineData(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")]
    [InlineData(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.")]
    public async Task A_status_is_answered_in_the_words_of_the_gemini_api_and_nothing_is_done(int status, string code, string message)
    {
        using var emulator = Start(new EmulatorFault { Status = status, Method = "POST" });
        (await emulator.Post(Create + "numbers", TestEmulator.CreationBody())).ShouldFail(status, code, message);
        Assert.Empty(await emulator.ListNames());
    }

    [Fact]
    public async Task An_expired_token_is_what_status_401_says()
    {
        using var emulator = Start("401");
        var reply = await emulator.Get("v1beta/tunedModels");
        Assert.Equal((401, "UNAUTHENTICATED"), (reply.Status, (string?)reply.Error["status"]));
        Assert.Equal("ACCESS_TOKEN_EXPIRED", (string?)reply.Error["details"]![0]!["reason"]);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    public async Task The_front_end_answers_with_a_page(int status)
    {
        using var emulator = Start(new EmulatorFault { Status = status });
        var reply = await emulator.Post(Create + "numbers", TestEmulator.CreationBody());
        Assert.Equal((status, "text/html"), (reply.Status, reply.MediaType));
        Assert.Equal([], emulator.Requests.Where(request => request.Applied));
    }

    [Theory]
    [InlineData(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.")]
    [InlineData(500, "INTERNAL", "Internal error encountered.")]
    [InlineData(503, "UNAVAILABLE", "The service is currently unavailable.")]
    public async Task Vertex_ai_has_words_of_its_own(int status, string code, string message)
    {
        using var emulator = Start(new EmulatorFault { Status = status });
        (await emulator.Get("v1/projects/p/locations/us-central1/tuningJobs")).ShouldFail(status, code, message);
    }

    [Theory]
    [InlineData(401, "authError")]
    [InlineData(429, "rateLimitExceeded")]
    [InlineData(500, "internalError")]
    [InlineData(503, "backendError")]
    public async Task Cloud_storage_has_errors_with_reasons(int status, string reason)
    {
        using var emulator = Start(new EmulatorFault { Status = status });
        var reply = await emulator.Get("storage/v1/b/geminituning-emulator");
        Assert.Equal((status, status, reason), (reply.Status, (int)reply.Error["code"]!, (string?)reply.Error["errors"]![0]!["reason"]));
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded")]
    [InlineData(500, "internal_failure")]
    [InlineData(503, "temporarily_unavailable")]
    public async Task The_sign_in_services_answer_as_oauth_does(int status, string error)
    {
        using var emulator = new SignInEmulator(Options with { Faults = [new EmulatorFault { Status = status }] });
        var reply = await emulator.Refresh(emulator.ReadCredential(EmulatorCredentialKind.AuthorizedUser));
        Assert.Equal((status, error), (reply.Status, (string?)reply.Json["error"]));
    }

    [Fact]
    public async Task A_status_can_say_when_to_try_again()
    {
        using var emulator = Start(new EmulatorFault { Status = 429, RetryAfter = TimeSpan.FromSeconds(17) });
        using var response = await emulator.Client.GetAsync(new Uri("v1beta/models?key=k", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(17), response.Headers.RetryAfter?.Delta);
        Assert.Equal("17s", (string?)(await emulator.Get("v1beta/models")).Error["details"]![0]!["retryDelay"]);
    }

    [Fact]
    public async Task A_reset_before_applying_loses_the_request()
    {
        using var emulator = Start(new EmulatorFault { Kind = EmulatorFaultKind.ResetBeforeApplying, Count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.Post(Create + "numbers", TestEmulator.CreationBody()));
        Assert.Empty(await emulator.ListNames());
        emulator.ShouldHaveNoted("POST", status: null, EmulatorFaultKind.ResetBeforeApplying, applied: false);
    }

    [Fact]
    public async Task A_reset_after_applying_loses_the_answer_only()
    {
        using var emulator = Start(new EmulatorFault { Kind = EmulatorFaultKind.ResetAfterApplying, Method = "POST" }, new EmulatorFault { Kind = EmulatorFaultKind.ResetAfterApplying, Method = "DELETE" });
        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.Post(Create + "numbers", TestEmulator.CreationBody()));
        Assert.Equal(["tunedModels/numbers"], await emulator.ListNames());
        emulator.ShouldHaveNoted("POST", status: null, EmulatorFaultKind.ResetAfterApplying, applied: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.Delete("v1beta/tunedModels/numbers"));
        Assert.Empty(await emulator.ListNames());
        emulator.ShouldHaveNoted("DELETE", status: null, EmulatorFaultKind.ResetAfterApplying, applied: true);
    }

    [Fact]
    public async Task A_reset_is_one_to_the_client_too_not_an_end()
    {
        using var emulator = Start("ResetBeforeApplying");
        using var connection = await RawConnection.Open(emulator.Endpoint);
        await connection.SendHead("GET", emulator.Endpoint + "v1beta/models?key=k");
        var exception = await Assert.ThrowsAsync<IOException>(connection.ReadToEnd);
        Assert.Equal(System.Net.Sockets.SocketError.ConnectionReset, Assert.IsType<System.Net.Sockets.SocketException>(exception.InnerException).SocketErrorCode);
    }

    [Theory]
    [InlineData("v1beta/models?key=k")]
    [InlineData("storage/v1/b/geminituning-emulator")]
    [InlineData("tokeninfo?access_token=a")]
    public async Task A_truncated_body_is_shorter_than_it_says(string path)
    {
        using var emulator = Start("Truncate");
        using var response = await emulator.Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stated = response.Content.Headers.ContentLength;
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var read = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(read, TestContext.Current.CancellationToken));
        Assert.Equal(stated / 2, read.Length);
        emulator.ShouldHaveNoted("GET", (int)response.StatusCode, EmulatorFaultKind.Truncate, applied: response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_truncated_stream_lacks_its_end()
    {
        using var emulator = Start("Truncate");
        await Assert.ThrowsAsync<HttpRequestException>(
            () => emulator.Post("v1beta/models/gemini-1.5-flash:streamGenerateContent?alt=sse", """{"contents":[{"parts":[{"text":"a long prompt, of many words"}]}]}"""));
    }

    [Fact]
    public async Task A_truncated_create_is_done()
    {
        using var emulator = Start(new EmulatorFault { Kind = EmulatorFaultKind.Truncate, Method = "POST" });
        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.Post(Create + "numbers", TestEmulator.CreationBody()));
        Assert.Equal(["tunedModels/numbers"], await emulator.ListNames());
    }

    [Fact]
    public async Task A_stalled_body_holds_its_client_until_that_gives_up()
    {
        using var emulator = Start(new EmulatorFault { Kind = EmulatorFaultKind.Stall, Count = 1 });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var response = await emulator.Client.GetAsync(new Uri("v1beta/models?key=k", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
        var half = new byte[response.Content.Headers.ContentLength!.Value / 2];
        await body.ReadExactlyAsync(half, patience.Token);
        var rest = body.ReadAsync(new byte[1], patience.Token).AsTask();

        // The emulator still answers others, but not this one.
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
        Assert.False(rest.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }

    [Fact]
    public async Task A_stalled_body_ends_with_the_emulator()
    {
        using var emulator = Start("Stall");
        var reply = emulator.Get("v1beta/models");
        await emulator.UntilNoted(1);
        emulator.Stop();
        await Assert.ThrowsAsync<HttpRequestException>(() => reply);
    }

    [Fact]
    public async Task A_delay_passes_by_the_clock_and_then_comes_the_answer()
    {
        using var emulator = new TestEmulator(Options with { Latency = TimeSpan.FromMilliseconds(50), Faults = [EmulatorFault.Parse("Delay=2")] });
        var reply = emulator.Get("v1beta/models");
        while (!reply.IsCompleted)
        {
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal(200, (await reply).Status);
        Assert.True(emulator.Clock.GetUtcNow() - emulator.Requests[0].Time >= TimeSpan.FromMilliseconds(2050));
        emulator.ShouldHaveNoted("GET", 200, EmulatorFaultKind.Delay, applied: true);
    }

    [Fact]
    public async Task A_quota_per_minute_refuses_what_is_too_much_until_the_minute_is_over()
    {
        using var emulator = Start("QuotaPerMinute=2");
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
        emulator.Clock.Advance(TimeSpan.FromSeconds(36.526));
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
        var refused = await emulator.Post("v1beta/models/gemini-1.5-flash:generateContent");
        refused.ShouldFail(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits."
            + "\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_requests, limit: 2, model: gemini-1.5-flash\nPlease retry in 23.474s.");
        var violation = refused.Error["details"]![1]!["violations"]![0]!;
        Assert.Equal(("GenerateRequestsPerMinutePerProjectPerModel", "2", "gemini-1.5-flash"), ((string?)violation["quotaId"], (string?)violation["quotaValue"], (string?)violation["quotaDimensions"]!["model"]));
        Assert.Equal("23.474s", (string?)refused.Error["details"]![2]!["retryDelay"]);
        emulator.Clock.Advance(TimeSpan.FromSeconds(23.474));
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
    }

    [Fact]
    public async Task A_daily_quota_says_so_in_its_id_and_is_full_again_at_midnight_of_the_pacific()
    {
        using var emulator = Start("DailyQuota=1");
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
        var refused = await emulator.Get("v1beta/models");
        Assert.Equal("ApiRequestsPerDayPerProject", (string?)refused.Error["details"]![1]!["violations"]![0]!["quotaId"]);
        emulator.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 2, 7, 59, 59, TimeSpan.Zero));
        Assert.Equal(429, (await emulator.Get("v1beta/models")).Status);
        emulator.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(200, (await emulator.Get("v1beta/models")).Status);
    }

    [Fact]
    public async Task An_expired_token_stays_expired_and_a_new_one_is_good()
    {
        using var emulator = new SignInEmulator(Options with { Faults = [new EmulatorFault { Kind = EmulatorFaultKind.TokenExpiry, Count = 1 }] });
        var token = await emulator.Token();
        for (var i = 0; i < 2; i++)
        {
            var refused = await emulator.Get("v1beta/tunedModels", token);
            Assert.Equal((401, "ACCESS_TOKEN_EXPIRED"), (refused.Status, (string?)refused.Error["details"]![0]!["reason"]));
        }

        Assert.Equal(200, (await emulator.Get("v1beta/tunedModels", await emulator.Token())).Status);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused_once_and_a_key_does_not_expire()
    {
        using var emulator = Start(new EmulatorFault { Kind = EmulatorFaultKind.TokenExpiry, Count = 1 });
        Assert.Equal(200, (await emulator.Get("v1beta/tunedModels")).Status);
        Assert.Equal(401, (await emulator.SendWithToken(HttpMethod.Get, "v1beta/tunedModels")).Status);
        Assert.Equal(200, (await emulator.SendWithToken(HttpMethod.Get, "v1beta/tunedModels")).Status);
    }
}
