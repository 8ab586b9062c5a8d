using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class JobTests
{
    private const string Job = "tunedModels/x/operations/9z8phaegycw6";
    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_running_job_shows_its_progress_and_the_time_left_at_its_own_pace()
    {
        _bench.Network.Answer(Bodies.Running);

        var job = await GetAsync(Job);

        Assert.Equal(["GET /v1beta/" + Job], _bench.Network.Lines);
        Assert.Equal((TuningJobState.Running, 38, 2, 5.263158), (job.State, job.TotalSteps, job.CompletedSteps, job.CompletedPercent));
        Assert.Equal((0, 13.782991), (job.Epoch, job.MeanLoss));
        Assert.Equal(TimeSpan.FromSeconds(18), job.RemainingTime);
        Assert.Equal([1, 2], job.Snapshots.Select(point => point.Step));
        Assert.Null(job.EndTime);
    }

    [Fact]
    public async Task The_time_left_is_unknown_before_two_steps()
    {
        _bench.Network.Answer(Bodies.Created);

        var job = await GetAsync(Job);

        Assert.Null(job.RemainingTime);
        Assert.Null(job.Epoch);
        Assert.Null(job.MeanLoss);
    }

    [Fact]
    public async Task A_finished_job_takes_its_times_from_the_model()
    {
        _bench.Network.Answer(Bodies.Done("\"response\":" + Bodies.Active));

        var job = await GetAsync(Job);

        Assert.Equal((TuningJobState.Succeeded, true, 100.0, 2), (job.State, job.IsFinished, job.CompletedPercent, job.CompletedSteps));
        Assert.Equal("models/gemini-1.0-pro-001", job.BaseModel);
        Assert.Equal("ACTIVE", job.ServiceState);
        Assert.Equal((1, 1.5), (job.Epoch, job.MeanLoss));
        Assert.NotNull(job.CreateTime);
        Assert.NotNull(job.StartTime);
        Assert.NotNull(job.EndTime);
        Assert.Null(job.RemainingTime);
    }

    [Theory]
    [InlineData("\"error\":{\"code\":1,\"message\":\"cancelled\"}", TuningJobState.Cancelled)]
    [InlineData("\"error\":{\"code\":13,\"message\":\"internal\"}", TuningJobState.Failed)]
    [InlineData("\"response\":{\"name\":\"tunedModels/x\",\"state\":\"FAILED\"}", TuningJobState.Failed)]
    [InlineData("\"response\":{\"name\":\"tunedModels/x\",\"state\":\"TIRED\"}", TuningJobState.Succeeded)]
    [InlineData("\"response\":{}", TuningJobState.Succeeded)]
    public async Task A_finished_jobs_end_follows_from_its_error_or_its_model(string result, TuningJobState state)
    {
        _bench.Network.Answer(Bodies.Done(result));

        var job = await GetAsync(Job);

        Assert.Equal(state, job.State);
        Assert.True(job.IsFinished);
        if (result.StartsWith("\"error\"", StringComparison.Ordinal))
        {
            Assert.Equal(state == TuningJobState.Cancelled ? "CANCELLED" : "INTERNAL", job.Error!.Status);
        }
    }

    [Theory]
    [InlineData(404)]
    [InlineData(501)]
    public async Task Where_v1beta_has_no_operations_v1_is_asked_and_remembered(int status)
    {
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal)
            ? ScriptedHandler.Json(Bodies.Running)
            : ScriptedHandler.Refusal(status, "NOPE", "no such method");

        await _bench.RunAsync(async backend =>
        {
            await backend.GetJobAsync(Job, _bench.Options);
            await backend.GetJobAsync(Job, _bench.Options);
        });

        Assert.Equal(["GET /v1beta/" + Job, "GET /v1/" + Job, "GET /v1/" + Job], _bench.Network.Lines);
    }

    [Fact]
    public async Task A_job_that_neither_version_knows_is_not_there()
    {
        _bench.Network.Rule = _ => ScriptedHandler.Refusal(404, "NOT_FOUND", "Operation not found.");

        var fault = await _bench.FaultAsync(backend => backend.GetJobAsync(Job, _bench.Options));

        Assert.Equal(("JobNotFound", TuningErrorKind.NotFound), (fault.ErrorId, fault.Kind));
    }

    [Fact]
    public async Task A_model_stands_for_its_newest_job()
    {
        _bench.Network.Answer("{\"operations\":[" + Bodies.Done("\"response\":{}") + "],\"nextPageToken\":\"2\"}").Answer("{\"operations\":[" + Bodies.Running + "]}");

        var job = await GetAsync("x");

        Assert.Equal(["GET /v1beta/tunedModels/x/operations", "GET /v1beta/tunedModels/x/operations?pageToken=2"], _bench.Network.Lines);
        Assert.Equal(TuningJobState.Running, job.State);
    }

    [Theory]
    [InlineData("ACTIVE", TuningJobState.Succeeded, 100.0)]
    [InlineData("FAILED", TuningJobState.Failed, 0.0)]
    [InlineData("CREATING", TuningJobState.Running, 0.0)]
    [InlineData("HIBERNATING", TuningJobState.Unspecified, 0.0)]
    public async Task A_model_without_operations_stands_for_itself(string word, TuningJobState state, double percent)
    {
        _bench.Network.Answer("{}").Answer(Bodies.Active.Replace("ACTIVE", word, StringComparison.Ordinal));

        var job = await GetAsync("number-generator-100-7gs9fa0sjx6i");

        Assert.Equal("tunedModels/number-generator-100-7gs9fa0sjx6i", job.Name);
        Assert.Equal(job.Name, job.TunedModel);
        Assert.Equal((state, word, percent, 2), (job.State, job.ServiceState, job.CompletedPercent, job.CompletedSteps));
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_said_to_be_missing_and_not_its_job()
    {
        _bench.Network.Rule = _ => ScriptedHandler.Refusal(404, "NOT_FOUND", "Tuned model tunedModels/x does not exist.");

        Assert.Equal("TunedModelNotFound", (await _bench.FaultAsync(backend => backend.GetJobAsync("x", _bench.Options))).ErrorId);
    }

    [Fact]
    public async Task Jobs_are_listed_in_the_models_order_eight_at_a_time()
    {
        var running = 0;
        var most = 0;
        _bench.Network.Before = async token =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath.EndsWith("tunedModels", StringComparison.Ordinal)
            ? ScriptedHandler.Json("{\"tunedModels\":[" + string.Join(",", Enumerable.Range(0, 30).Select(i => $$"""{"name":"tunedModels/m{{i}}","baseModel":"models/b","state":"ACTIVE"}""")) + "],\"nextPageToken\":\"next\"}")
            : ScriptedHandler.Json(sent.Uri.AbsolutePath.Contains("m7/", StringComparison.Ordinal)
                ? "{}"
                : $$"""{"operations":[{"name":"{{sent.Uri.AbsolutePath[8..]}}/o","done":true}]}""");

        using var backend = await _bench.BackendAsync();
        var page = await backend.ListJobsAsync(null, _bench.Options);

        Assert.Equal("next", page.NextPageToken);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i == 7 ? "tunedModels/m7" : $"tunedModels/m{i}/operations/o"), page.Items.Select(job => job.Name));
        Assert.All(page.Items, job => Assert.Equal("models/b", job.BaseModel));
        Assert.InRange(most, 2, 8);
    }

    [Fact]
    public async Task A_fault_of_one_job_ends_the_listing_with_that_fault()
    {
        _bench.Network.Rule = sent => sent.Uri.AbsolutePath switch
        {
            var path when path.EndsWith("tunedModels", StringComparison.Ordinal) =>
                ScriptedHandler.Json("{\"tunedModels\":[" + string.Join(",", Enumerable.Range(0, 30).Select(i => $$"""{"name":"tunedModels/m{{i}}"}""")) + "]}"),
            var path when path.Contains("m3/", StringComparison.Ordinal) => ScriptedHandler.Refusal(400, "INVALID_ARGUMENT", "no"),
            _ => ScriptedHandler.Json("{}"),
        };

        Assert.Equal("RequestRefused", (await _bench.FaultAsync(backend => backend.ListJobsAsync(null, _bench.Options))).ErrorId);
    }

    [Fact]
    public async Task A_shared_model_whose_operations_may_not_be_read_stands_for_itself()
    {
        _bench.Network.Answer("{\"tunedModels\":[" + Bodies.Active + "]}").Refuse(403, "PERMISSION_DENIED", "no");

        var page = await _bench.RunAsync(backend => backend.ListJobsAsync(null, _bench.Options));

        Assert.Equal(TuningJobState.Succeeded, Assert.Single(page.Items).State);
    }

    [Fact]
    public async Task The_loss_curve_outlives_the_operation()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", "no operation").Refuse(404, "NOT_FOUND", "no operation").Answer(Bodies.Active);

        Assert.Equal(2, (await _bench.RunAsync(backend => backend.GetLossAsync(Job, _bench.Options))).Count);
    }

    [Theory]
    [InlineData(Job)]
    [InlineData("tunedModels/x")]
    public async Task Cancelling_is_a_post_to_v1(string name)
    {
        _bench.Network.Rule = sent => ScriptedHandler.Json(sent.Method == "POST" ? "{}" : "{\"operations\":[" + Bodies.Running + "]}");

        await _bench.RunAsync(backend => backend.CancelJobAsync(name, _bench.Options));

        Assert.Equal("POST /v1/" + Job + ":cancel", _bench.Network.Lines[^1]);
        Assert.Equal("{}", _bench.Network.Sent[^1].Body);
    }

    [Fact]
    public async Task A_finished_job_cannot_be_cancelled()
    {
        _bench.Network.Answer("{\"operations\":[" + Bodies.Done("\"response\":{}") + "]}");

        var fault = await _bench.FaultAsync(backend => backend.CancelJobAsync("x", _bench.Options));

        Assert.Equal(("JobFinished", TuningErrorKind.InvalidOperation), (fault.ErrorId, fault.Kind));
    }

    [Fact]
    public async Task A_job_without_an_operation_cannot_be_cancelled()
    {
        _bench.Network.Answer("{}").Answer(Bodies.Creating);

        Assert.Equal("JobNotCancellable", (await _bench.FaultAsync(backend => backend.CancelJobAsync("x", _bench.Options))).ErrorId);
    }

    [Theory]
    [InlineData(Job)]
    [InlineData("x")]
    public async Task The_loss_curve_comes_from_a_job_or_from_a_model(string name)
    {
        _bench.Network.Answer(name == Job ? Bodies.Running : Bodies.Active);

        var curve = await _bench.RunAsync(backend => backend.GetLossAsync(name, _bench.Options));

        Assert.Equal([11.499258, 13.782991], curve.Select(point => point.MeanLoss));
    }

    private Task<TuningJob> GetAsync(string name) => _bench.RunAsync(backend => backend.GetJobAsync(name, _bench.Options));
}
