using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using System.Web;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.Http;

/// <summary>Whatever happens to the answers, what is asked for once is made once.</summary>
public sealed class LostCreationTests
{
    private const string Lost = "lost";
    private const string LostBefore = "lost before";
    private readonly TestBench _bench = new();

    // What the service has made, by id, and what becomes of each creation's answer.
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);
    private readonly Queue<string> _fates = new();

    private int Creations => _bench.Network.Sent.Count(static sent => sent.Method == "POST");

    [Theory]
    [InlineData(Lost)]
    [InlineData("500")]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("504")]
    [InlineData("{\"name\":\"tunedMod")]
    public async Task A_model_whose_creation_was_not_confirmed_is_found_by_its_id(string fate)
    {
        var job = await StartAsync(Requests.Small() with { DisplayName = "My model" }, fate);

        var id = Assert.Single(_made).Key;
        Assert.Matches(@"\Amy-model-[0-9a-f]{12}\z", id);
        Assert.Equal(("tunedModels/" + id, 1), (job.TunedModel, Creations));
        Assert.Contains("is there: an earlier attempt made it", _bench.Trace.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LostBefore)]
    [InlineData("429")]
    public async Task A_model_that_was_not_made_is_made_under_the_same_id(string fate)
    {
        var job = await StartAsync(Requests.Small(), fate);

        Assert.Equal("tunedModels/" + Assert.Single(_made).Key, job.TunedModel);
        Assert.Equal(2, Creations);
        Assert.Single(_bench.Network.Lines.Where(static line => line.StartsWith("POST", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task Without_retries_a_lost_creation_is_still_looked_for()
    {
        var job = await StartAsync(Requests.Small(), retries: 0, Lost);

        Assert.Equal("tunedModels/" + Assert.Single(_made).Key, job.TunedModel);
    }

    [Fact]
    public async Task What_an_earlier_attempt_made_unseen_is_not_somebody_elses()
    {
        // The model is not to be seen yet when it is looked for first.
        var late = true;
        Serve(sent => sent.Method == "GET" && late && _made.Count > 0 ? NotFoundOnce() : null);
        _fates.Enqueue(Lost);

        var job = await _bench.RunAsync(backend => backend.StartTuningAsync(Requests.Small() with { Id = "mine" }, _bench.Options));

        Assert.Equal(("tunedModels/mine", 2), (job.TunedModel, Creations));

        HttpResponseMessage NotFoundOnce()
        {
            late = false;
            return ScriptedHandler.Refusal(404, "NOT_FOUND", "Tuned model tunedModels/mine does not exist.");
        }
    }

    [Theory]
    [InlineData("2025-12-31T23:00:00Z", "mine")]
    [InlineData("2026-01-01T00:00:01Z", "theirs")]
    public async Task A_model_that_somebody_else_made_under_the_id_is_not_taken_for_it(string createTime, string displayName)
    {
        _made["mine"] = Model("mine", createTime, displayName);

        var fault = await Assert.ThrowsAsync<TuningException>(() => StartAsync(Requests.Small() with { Id = "mine", DisplayName = "mine" }, Lost));

        Assert.Equal("TunedModelExists", fault.ErrorId);
        Assert.Equal(2, Creations);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_does_not_make_the_own_model_somebody_elses()
    {
        // The service's clock is two hours behind.
        Serve(null, TimeSpan.FromHours(-2));
        _fates.Enqueue(Lost);

        var job = await _bench.RunAsync(backend => backend.StartTuningAsync(Requests.Small() with { Id = "mine" }, _bench.Options));

        Assert.Equal(("tunedModels/mine", 1), (job.TunedModel, Creations));
    }

    [Fact]
    public async Task Where_nobody_can_tell_the_error_says_how_to_find_out()
    {
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath.Contains("/models/", StringComparison.Ordinal)
            ? ScriptedHandler.Json(Bodies.Tunable)
            : throw new HttpRequestException("Connection reset by peer");

        var fault = await _bench.FaultAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        Assert.Equal(("ConnectionFailed", TuningErrorKind.Connection), (fault.ErrorId, fault.Kind));
        Assert.Contains("Get-GeminiTunedModel before you try again", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, Creations);
    }

    [Fact]
    public async Task A_creation_that_found_no_connection_is_sent_again_without_a_look()
    {
        Serve(null);
        _fates.Enqueue("no connection");

        await _bench.RunAsync(backend => backend.StartTuningAsync(Requests.Small(), _bench.Options));

        Assert.Equal(2, Creations);
        Assert.DoesNotContain(_bench.Network.Lines, static line => line.StartsWith("GET /v1beta/tunedModels", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Lost, 1)]
    [InlineData(LostBefore, 2)]
    [InlineData("500", 1)]
    public async Task A_job_on_vertex_ai_is_found_by_its_label(string fate, int creations)
    {
        _fates.Enqueue(fate);
        ServeVertex(refusesFilter: false);

        var job = await StartOnVertexAsync();

        Assert.Equal("projects/p/locations/us-central1/tuningJobs/1", job.Name);
        Assert.Equal((1, creations), (_made.Count, Creations));
    }

    [Fact]
    public async Task A_job_on_vertex_ai_is_found_where_the_filter_is_refused()
    {
        _fates.Enqueue(Lost);
        ServeVertex(refusesFilter: true);

        await StartOnVertexAsync();

        Assert.Equal((1, 1), (_made.Count, Creations));
    }

    [Fact]
    public async Task A_job_on_vertex_ai_that_may_yet_begin_is_not_made_again()
    {
        ServeVertex(refusesFilter: false);
        _bench.Network.Before = token => _bench.Network.Sent[^1].Method == "POST" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;

        var fault = await Assert.ThrowsAsync<TuningException>(StartOnVertexAsync);

        Assert.Equal("RequestTimedOut", fault.ErrorId);
        Assert.Contains("look with Get-GeminiTuningJob", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, Creations);
    }

    private static string Model(string id, string createTime, string? displayName = null) => JsonSerializer.Serialize(new
    {
        name = "tunedModels/" + id,
        baseModel = "models/gemini-1.5-flash-001-tuning",
        displayName,
        state = "CREATING",
        createTime,
    });

    private Task<TuningJob> StartAsync(TuningRequest request, params string[] fates) => StartAsync(request, 3, fates);

    private Task<TuningJob> StartAsync(TuningRequest request, int retries, params string[] fates)
    {
        Serve(null);
        foreach (var fate in fates)
        {
            _fates.Enqueue(fate);
        }

        return _bench.RunAsync(backend => backend.StartTuningAsync(request, _bench.Options), retries);
    }

    private Task<TuningJob> StartOnVertexAsync() => _bench.Clock.RunAsync(async () =>
    {
        var context = await _bench.ConnectAsync(new ConnectRequest
        {
            Backend = TuningBackend.VertexAI,
            AccessToken = TestBench.Secret("t"),
            Project = "p",
            Location = "us-central1",
        });
        using var backend = context.Client;
        return await backend.StartTuningAsync(
            new TuningRequest { BaseModel = "gemini-2.5-flash", TrainingData = [], TrainingDataUri = "gs://b/o.jsonl" }, _bench.Options);
    });

    private void Serve(Func<SentRequest, HttpResponseMessage?>? first, TimeSpan clock = default) => _bench.Network.Rule = sent =>
    {
        var answer = first?.Invoke(sent) ?? AnswerGemini(sent, _bench.Clock.GetUtcNow() + clock);
        answer.Headers.Date = clock == default ? null : _bench.Clock.GetUtcNow() + clock;
        return answer;
    };

    private HttpResponseMessage AnswerGemini(SentRequest sent, DateTimeOffset now)
    {
        if (sent.Method == "POST")
        {
            var id = HttpUtility.ParseQueryString(sent.Uri.Query)["tunedModelId"]!;
            return Confirm(
                () =>
                {
                    if (_made.ContainsKey(id))
                    {
                        return ScriptedHandler.Refusal(409, "ALREADY_EXISTS", "It is there.");
                    }

                    _made.Add(id, Model(id, now.ToString("O", CultureInfo.InvariantCulture)));
                    return ScriptedHandler.Json(Bodies.Created.Replace("tunedModels/x", "tunedModels/" + id, StringComparison.Ordinal));
                });
        }

        if (sent.Uri.AbsolutePath.Contains("/models/", StringComparison.Ordinal))
        {
            return ScriptedHandler.Json(Bodies.Tunable);
        }

        var name = sent.Uri.Segments[3].TrimEnd('/');
        return sent.Uri.AbsolutePath.EndsWith("/operations", StringComparison.Ordinal)
            ? ScriptedHandler.Json("{}")
            : _made.TryGetValue(name, out var model)
                ? ScriptedHandler.Json(model)
                : ScriptedHandler.Refusal(404, "NOT_FOUND", "Tuned model tunedModels/" + name + " does not exist.");
    }

    private void ServeVertex(bool refusesFilter) => _bench.Network.Rule = sent =>
    {
        if (sent.Method == "POST")
        {
            return Confirm(() =>
            {
                var number = (_made.Count + 1).ToString(CultureInfo.InvariantCulture);
                using var body = JsonDocument.Parse(sent.Body);
                _made.Add(number, JsonSerializer.Serialize(new
                {
                    name = "projects/p/locations/us-central1/tuningJobs/" + number,
                    state = "JOB_STATE_PENDING",
                    labels = body.RootElement.GetProperty("labels"),
                }));
                return ScriptedHandler.Json(_made[number]);
            });
        }

        var filter = HttpUtility.ParseQueryString(sent.Uri.Query)["filter"];
        if (filter != null && refusesFilter)
        {
            return ScriptedHandler.Refusal(400, "INVALID_ARGUMENT", "Invalid filter.");
        }

        var mark = filter?["labels.geminituning-request=".Length..];
        var found = _made.Values.Where(job => mark == null || job.Contains(mark, StringComparison.Ordinal));
        return ScriptedHandler.Json("{\"tuningJobs\":[" + string.Join(",", found) + "]}");
    };

    private HttpResponseMessage Confirm(Func<HttpResponseMessage> make)
    {
        switch (_fates.TryDequeue(out var fate) ? fate : null)
        {
            case null:
                return make();
            case LostBefore:
                throw new HttpRequestException("Connection reset by peer");
            case "no connection":
                throw new HttpRequestException(HttpRequestError.NameResolutionError, "No such host is known.");
            case "429":
                return ScriptedHandler.Refusal(429, "RESOURCE_EXHAUSTED", "Slow down.");
            case Lost:
                make();
                throw new HttpRequestException("Connection reset by peer");
            case var status when int.TryParse(status, CultureInfo.InvariantCulture, out var code):
                make();
                return ScriptedHandler.Refusal(code, "SOMETHING", "A bad moment.");
            case var body:
                make();
                return ScriptedHandler.Json(body!);
        }
    }
}
