using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.VertexAI;
using GeminiTuning.Core.Waiting;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class WatchingTests
{
    private const string GetJob = "GET v1/" + VertexWorld.Job;
    private const string Context = VertexWorld.Numbered + "/metadataStores/default/contexts/tuning-experiment-1";
    private const string Board = VertexWorld.Numbered + "/tensorboards/7";
    private const string Run = Board + "/experiments/tuning-experiment-1/runs/run-1";
    private const string WithExperiment = ",\"experiment\":\"" + Context + "\",\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":\"30\"}}";

    [Theory]
    [InlineData("JOB_STATE_QUEUED", TuningJobState.Queued, false)]
    [InlineData("JOB_STATE_PENDING", TuningJobState.Pending, false)]
    [InlineData("JOB_STATE_RUNNING", TuningJobState.Running, false)]
    [InlineData("JOB_STATE_SUCCEEDED", TuningJobState.Succeeded, true)]
    [InlineData("JOB_STATE_FAILED", TuningJobState.Failed, true)]
    [InlineData("JOB_STATE_CANCELLING", TuningJobState.Cancelling, false)]
    [InlineData("JOB_STATE_CANCELLED", TuningJobState.Cancelled, true)]
    [InlineData("JOB_STATE_PAUSED", TuningJobState.Paused, false)]
    [InlineData("JOB_STATE_EXPIRED", TuningJobState.Expired, true)]
    [InlineData("JOB_STATE_UPDATING", TuningJobState.Updating, false)]
    [InlineData("JOB_STATE_PARTIALLY_SUCCEEDED", TuningJobState.PartiallySucceeded, true)]
    [InlineData("JOB_STATE_WAITING_FOR_QUOTA", TuningJobState.Unspecified, false)]
    public async Task Each_state_is_known_and_one_of_tomorrow_is_not_the_end(string word, TuningJobState state, bool finished)
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob(word));

        var job = await world.Backend.GetJobAsync(VertexWorld.Job, world.Options);

        Assert.Equal(state, job.State);
        Assert.Equal(word, job.ServiceState);
        Assert.Equal(finished, job.IsFinished);
    }

    [Fact]
    public void A_state_may_be_a_number() => Assert.Equal(TuningJobState.Expired, JobStates.Of("9"));

    [Fact]
    public async Task A_job_that_succeeded_is_mapped()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.SucceededJob());

        var job = await world.Backend.GetJobAsync(VertexWorld.Job, world.Options);

        Assert.Equal("123456789012", job.Project);
        Assert.Equal("us-central1", job.Location);
        Assert.Equal(VertexWorld.Model + "@1", job.TunedModel);
        Assert.Equal(VertexWorld.Endpoint, job.Endpoint);
        Assert.Equal(30, job.TotalSteps);
        Assert.Equal(30, job.CompletedSteps);
        Assert.Equal(100, job.CompletedPercent);
        Assert.Equal(500, job.DataStatistics!.ExampleCount);
        Assert.Equal(255243, job.DataStatistics.BillableTokenCount);
        Assert.Equal(["1", "2", "3"], job.Checkpoints.Select(static checkpoint => checkpoint.CheckpointId));
        Assert.Equal([false, false, true], job.Checkpoints.Select(static checkpoint => checkpoint.IsDefault));
        Assert.Equal(20, job.Checkpoints[1].Step);
        Assert.Equal("gs://bucket/train.jsonl", job.TrainingDataUri);
    }

    [Fact]
    public async Task A_failed_job_tells_why_and_what_it_left()
    {
        using var world = new VertexWorld();
        world.Service.On(
            GetJob,
            VertexWorld.RunningJob("JOB_STATE_FAILED", $$""","error":{"code":13,"message":"Failed to create endpoint."},"tunedModel":{"model":"{{VertexWorld.Model}}@1"}"""));

        var job = await world.Backend.GetJobAsync(VertexWorld.Job, world.Options);

        Assert.Equal("INTERNAL", job.Error!.Status);
        Assert.Equal(VertexWorld.Model + "@1", job.TunedModel);
        Assert.Null(job.Endpoint);
    }

    [Fact]
    public async Task The_loss_curve_is_read_through_the_whole_chain()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob(extra: WithExperiment));
        ScriptCurve(world.Service);

        var points = await world.Backend.GetLossAsync(VertexWorld.Job, world.Options);

        Assert.Equal([1, 12, 20], points.Select(static point => point.Step));
        Assert.Equal([2.3125, 1.9, 0], points.Select(static point => point.MeanLoss));
        Assert.Equal([null, 2.5, null], points.Select(static point => point.ValidationLoss));
        Assert.Equal([0, 1, 1], points.Select(static point => point.Epoch));
        Assert.Equal(new DateTimeOffset(2026, 8, 20, 10, 5, 0, TimeSpan.Zero), points[0].ComputeTime);
    }

    [Fact]
    public async Task Progress_comes_from_the_last_point_of_the_curve()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob(extra: WithExperiment));
        ScriptCurve(world.Service);

        var job = await world.Backend.GetJobAsync(VertexWorld.Job, world.Options);

        Assert.Equal(20, job.CompletedSteps);
        Assert.Equal(20 / 30.0 * 100, job.CompletedPercent, 6);
        Assert.Equal(1, job.Epoch);
        Assert.Equal(0, job.MeanLoss);
        Assert.Equal(TimeSpan.FromMinutes(10), job.RemainingTime);
        Assert.Equal(3, job.Snapshots.Count);
    }

    [Fact]
    public async Task A_curve_that_may_not_be_read_does_not_hide_the_job()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob(extra: WithExperiment)).OnRefusal("GET v1/" + Context, 403, "PERMISSION_DENIED", "No.");

        var job = await world.Backend.GetJobAsync(VertexWorld.Job, world.Options);

        Assert.Equal(TuningJobState.Running, job.State);
        Assert.Contains(world.Trace.VerboseLines, static line => line.Contains("loss", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_experiment_there_is_no_curve_and_a_line_says_why()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob("JOB_STATE_PENDING"));

        var points = await world.Backend.GetLossAsync(VertexWorld.Job, world.Options);

        Assert.Empty(points);
        Assert.Contains(world.Trace.VerboseLines, static line => line.Contains("no experiment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preference_tuning_has_a_series_of_its_own()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob(extra: WithExperiment));
        ScriptCurve(world.Service, "/preference_optimization_train_loss");

        var points = await world.Backend.GetLossAsync(VertexWorld.Job, world.Options);

        Assert.Equal(2.3125, points[0].MeanLoss);
    }

    [Fact]
    public async Task Waiting_ends_when_the_job_does()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob("JOB_STATE_PENDING"))
            .On(GetJob, VertexWorld.RunningJob("JOB_STATE_OF_TOMORROW"))
            .On(GetJob, VertexWorld.SucceededJob());
        var seen = new List<string?>();

        var waiting = new JobWaiter(world.Backend, world.Time).WaitAsync(VertexWorld.Job, new WaitOptions(), job => seen.Add(job.ServiceState), world.Options);
        await world.RunAsync(waiting);

        Assert.Equal(["JOB_STATE_PENDING", "JOB_STATE_OF_TOMORROW", "JOB_STATE_SUCCEEDED"], seen);
    }

    [Fact]
    public async Task Cancelling_asks_for_a_job_that_is_under_way_only()
    {
        using var world = new VertexWorld();
        world.Service.On(GetJob, VertexWorld.RunningJob()).On(GetJob, VertexWorld.SucceededJob()).On("POST v1/" + VertexWorld.Job + ":cancel", "{}");

        await world.Backend.CancelJobAsync(VertexWorld.Job, world.Options);
        var error = await Assert.ThrowsAsync<TuningException>(() => world.Backend.CancelJobAsync(VertexWorld.Job, world.Options));

        Assert.Equal("JobFinished", error.ErrorId);
        Assert.Single(world.Service.Lines, static line => line.EndsWith(":cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jobs_are_listed_page_by_page()
    {
        using var world = new VertexWorld();
        world.Service.On("GET " + VertexWorld.Place + "/tuningJobs?pageSize=100", "{\"tuningJobs\":[" + VertexWorld.RunningJob() + "],\"nextPageToken\":\"a b\"}")
            .On("GET " + VertexWorld.Place + "/tuningJobs?pageSize=100&pageToken=a b", "{}");

        var first = await world.Backend.ListJobsAsync(null, world.Options);
        var second = await world.Backend.ListJobsAsync(first.NextPageToken, world.Options);

        Assert.Equal(VertexWorld.Job, Assert.Single(first.Items).Name);
        Assert.Empty(second.Items);
        Assert.Null(second.NextPageToken);
    }

    [Fact]
    public async Task A_place_that_is_wrong_is_told_so()
    {
        using var world = new VertexWorld();

        var error = await Assert.ThrowsAsync<TuningException>(() => world.Backend.ListJobsAsync(null, world.Options));

        Assert.Equal("LocationNotFound", error.ErrorId);
    }

    private static void ScriptCurve(ScriptedService service, string series = "/train_total_loss") => service
        .On("GET v1/" + Context, $$$"""{"name":"{{{Context}}}","metadata":{"experiment_deleted":false,"backing_tensorboard_resource":"{{{Board}}}"}}""")
        .On("GET v1/" + Board + "/experiments/tuning-experiment-1/runs", $$"""{"tensorboardRuns":[{"name":"{{Run}}"}]}""")
        .On("GET v1/" + Run + "/timeSeries", $$"""{"tensorboardTimeSeries":[{"name":"{{Run}}/timeSeries/1","displayName":"{{series}}"},{"name":"{{Run}}/timeSeries/3","displayName":"/train_num_predictions"}],"nextPageToken":"n"}""")
        .On("GET v1/" + Run + "/timeSeries?pageToken=n", $$"""{"tensorboardTimeSeries":[{"name":"{{Run}}/timeSeries/2","displayName":"/eval_total_loss"}]}""")
        .On(
            $"GET v1/{Board}:batchRead?timeSeries={Run}/timeSeries/1&timeSeries={Run}/timeSeries/2",
            """
            {"timeSeriesData":[
              {"tensorboardTimeSeriesId":"1","valueType":"SCALAR","values":[
                {"wallTime":"2026-08-20T10:05:00Z","step":"1","scalar":{"value":2.3125}},
                {"wallTime":"2026-08-20T10:16:00Z","step":"12","scalar":{"value":1.9}},
                {"wallTime":"2026-08-20T10:24:00Z","step":20,"scalar":{}}]},
              {"tensorboardTimeSeriesId":"2","values":[{"scalar":{"value":3}},{"step":"12","scalar":{"value":2.5}}]}]}
            """);
}
