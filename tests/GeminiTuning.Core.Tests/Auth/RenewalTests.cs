using System;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Auth;

public sealed class RenewalTests : IDisposable
{
    private const string Job = "tunedModels/x/operations/y";
    private const string Running = """{"name":"tunedModels/x/operations/y","metadata":{"totalSteps":9,"completedSteps":1,"tunedModel":"tunedModels/x"}}""";

    private readonly TestBench _bench = new();
    private readonly CredentialFiles _files = new();
    private readonly TokenServices _services;

    public RenewalTests()
    {
        _services = new TokenServices(_bench);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_token_serves_until_shortly_before_its_end()
    {
        var context = await ConnectAsync();

        await UseAsync(context);
        _bench.Clock.Advance(TimeSpan.FromMinutes(55.9));
        await UseAsync(context);
        _bench.Clock.Advance(TimeSpan.FromMinutes(0.2));
        await UseAsync(context);

        Assert.Equal(["1", "1", "2"], Tokens());
    }

    [Fact]
    public async Task A_wait_of_hours_renews_the_token_and_ends_with_the_job()
    {
        var context = await ConnectAsync();
        _services.First = sent => sent.Uri.AbsolutePath.Contains("/operations/", StringComparison.Ordinal)
            ? ScriptedHandler.Json(_bench.Clock.Passed < TimeSpan.FromHours(3) ? Running : Bodies.Done("\"response\":{}"))
            : null;

        var job = await _bench.Clock.RunAsync(() =>
            _bench.Engine.WaitAsync(context, Job, new WaitOptions { PollInterval = TimeSpan.FromMinutes(5) }, _ => { }, _bench.Options));

        Assert.Equal(TuningJobState.Succeeded, job.State);
        Assert.Equal(["1", "2", "3", "4"], Tokens().Distinct());
    }

    [Fact]
    public async Task A_token_that_the_service_calls_expired_is_renewed_once_and_the_request_repeated()
    {
        var context = await ConnectAsync();
        _services.First = sent => Token(sent) is "1" ? Unauthenticated() : null;

        await UseAsync(context);

        Assert.Equal(["1", "2"], Tokens());
        Assert.Contains(_bench.Trace.VerboseLines, line => line.Contains("401; trying once more with a new access token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_creation_that_was_turned_away_for_its_token_is_repeated_with_a_new_one()
    {
        var context = await ConnectAsync();
        _services.First = sent => (sent.Method, Token(sent)) switch
        {
            (_, null) => null,
            ("GET", _) => ScriptedHandler.Json(Bodies.Tunable),
            (_, "1") => Unauthenticated(),
            _ => ScriptedHandler.Json(Running),
        };

        await context.Client.StartTuningAsync(Requests.Small(), _bench.Options);

        Assert.Equal(["1", "1", "2"], Tokens());
        Assert.Equal(2, _bench.Network.Sent.Count(sent => sent.Body.Contains("tuningTask", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_token_that_is_refused_as_well_ends_it()
    {
        var context = await ConnectAsync();
        _services.First = sent => Token(sent) == null ? null : Unauthenticated();

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("CredentialRejected", fault.ErrorId);
        Assert.Equal(["1", "2"], Tokens());
    }

    [Fact]
    public async Task A_token_that_was_brought_along_is_not_tried_twice()
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { AccessToken = TestBench.Secret("CanaryToken-7") });
        _services.First = _ => Unauthenticated();

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("CredentialRejected", fault.ErrorId);
        Assert.Single(_bench.Network.Sent);
    }

    [Fact]
    public async Task A_credential_that_is_revoked_ends_the_wait_and_names_the_job()
    {
        var context = await ConnectAsync();
        _services.First = sent => sent.Uri.Host is "oauth2.googleapis.com"
            ? _bench.Clock.Passed > TimeSpan.Zero ? Revoked() : null
            : ScriptedHandler.Json(Running);

        var fault = await Assert.ThrowsAsync<TuningException>(() => _bench.Clock.RunAsync(() =>
            _bench.Engine.WaitAsync(context, Job, new WaitOptions { PollInterval = TimeSpan.FromMinutes(5) }, _ => { }, _bench.Options)));

        Assert.Equal("CredentialRevoked", fault.ErrorId);
        Assert.Equal(TuningErrorKind.Authentication, fault.Kind);
        Assert.Equal(Job, fault.Target);
        Assert.Contains("Wait-GeminiTuning " + Job, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-GeminiTuning", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_token_service_that_is_away_for_a_moment_does_not_end_anything()
    {
        var context = await ConnectAsync();
        var lost = 2;
        _services.First = sent => sent.Uri.Host is "oauth2.googleapis.com" && lost-- > 0 ? throw new System.Net.Http.HttpRequestException("no route") : null;

        await _bench.Clock.RunAsync(() => UseAsync(context));

        Assert.Equal(["1"], Tokens());
    }

    [Fact]
    public async Task A_token_that_is_still_good_serves_while_no_new_one_can_be_had()
    {
        var context = await ConnectAsync();
        await UseAsync(context);
        _bench.Clock.Advance(TimeSpan.FromMinutes(58));
        _services.First = sent => sent.Uri.Host is "oauth2.googleapis.com" ? throw new System.Net.Http.HttpRequestException("no route") : null;

        await UseAsync(context);

        Assert.Equal(["1", "1"], Tokens());
    }

    [Theory]
    [InlineData(-12, "12 minutes ahead")]
    [InlineData(90, "90 minutes behind")]
    [InlineData(0, "may be wrong")]
    public async Task A_key_that_is_refused_for_its_time_is_said_to_be_the_clock(int minutes, string expected)
    {
        var context = await _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi, CredentialPath = _files.Write(CredentialFiles.ServiceAccount()) });
        _services.First = _ =>
        {
            var answer = ScriptedHandler.Json(
                """{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}""",
                400);
            answer.Headers.Date = _bench.Clock.GetUtcNow().AddMinutes(minutes);
            return answer;
        };

        var fault = await Assert.ThrowsAsync<TuningException>(() => UseAsync(context));

        Assert.Equal("ClockSkewed", fault.ErrorId);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static string? Token(SentRequest sent) =>
        sent.Headers.TryGetValue("Authorization", out var value) && value.StartsWith("Bearer CanaryToken-", StringComparison.Ordinal) ? value[19..] : null;

    private static System.Net.Http.HttpResponseMessage Unauthenticated() =>
        ScriptedHandler.Refusal(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");

    private static System.Net.Http.HttpResponseMessage Revoked() =>
        ScriptedHandler.Json("""{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""", 400);

    private string[] Tokens() => [.. _bench.Network.Sent.Select(Token).OfType<string>()];

    private Task<TuningContext> ConnectAsync() =>
        _bench.ConnectAsync(new ConnectRequest { Backend = TuningBackend.GeminiApi, CredentialPath = _files.Write(CredentialFiles.User()) });

    private Task UseAsync(TuningContext context) => context.Client.GetTunedModelAsync("x", _bench.Options);
}
