using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class CurveTests
{
    private static readonly string[] TrainingMetrics = ["/train_total_loss", "/train_fraction_of_correct_next_step_preds", "/train_num_predictions"];

    [Fact]
    public async Task Experiment_leads_to_the_curves()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
        var experiment = (string)job["experiment"]!;
        Assert.Matches(@"^projects/[0-9]{12}/locations/us-central1/metadataStores/default/contexts/tuning-experiment-20260820[0-9]{12}$", experiment);

        var context = (await emulator.GetAsync(experiment)).Json;
        Assert.Equal("system.Experiment", (string)context["schemaTitle"]!);
        Assert.False((bool)context["metadata"]!["experiment_deleted"]!);
        var tensorboard = (string)context["metadata"]!["backing_tensorboard_resource"]!;
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(tensorboard)).Status);

        var filter = Uri.EscapeDataString($"schema_title=\"system.ExperimentRun\" AND parent_contexts:\"{experiment}\"");
        var runContext = Assert.Single(await emulator.ListNamesAsync(experiment[..experiment.LastIndexOf('/')] + "?filter=" + filter, "contexts"));
        var experimentId = experiment[(experiment.LastIndexOf('/') + 1)..];
        var runId = runContext[(runContext.LastIndexOf('/') + experimentId.Length + 2)..];
        var run = Assert.Single(await emulator.ListNamesAsync($"{tensorboard}/experiments/{experimentId}/runs", "tensorboardRuns"));
        Assert.EndsWith("/" + runId, run, StringComparison.Ordinal);

        var series = (await emulator.GetAsync(run + "/timeSeries?orderBy=create_time")).Json["tensorboardTimeSeries"]!.AsArray();
        Assert.Equal(TrainingMetrics, series.Select(item => (string)item!["displayName"]!));
        Assert.Equal("40", (string)series[0]!["metadata"]!["maxStep"]!);
        var query = string.Join("&", series.Select(item => "timeSeries=" + Uri.EscapeDataString((string)item!["name"]!)));
        var data = (await emulator.GetAsync($"{tensorboard}:batchRead?{query}")).Json["timeSeriesData"]!.AsArray();
        Assert.Equal(3, data.Count);
        var losses = data[0]!["values"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 40).Select(step => step.ToString(CultureInfo.InvariantCulture)), losses.Select(point => (string)point!["step"]!));
        Assert.True(Value(losses[^1]!) < Value(losses[0]!) / 4);
        Assert.Equal("SCALAR", (string)data[0]!["valueType"]!);
        Assert.InRange(Value(data[1]!["values"]![39]!), 0.9, 1);
        Assert.Equal(22, Value(data[2]!["values"]![0]!));
    }

    [Fact]
    public async Task Curve_grows_while_the_job_runs()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var created = await emulator.CreateAsync(VertexEmulator.Request(epochCount: 40));
        var job = await emulator.WaitForAsync((string)created["name"]!, state => state is "JOB_STATE_RUNNING", TimeSpan.FromSeconds(10));
        var series = await SeriesAsync(emulator, job);
        while (series is null)
        {
            emulator.Clock.Advance(TimeSpan.FromSeconds(5));
            series = await SeriesAsync(emulator, job);
        }

        var reply = await emulator.GetAsync(series + ":read?maxDataPoints=-1");

        Assert.InRange(reply.Json["timeSeriesData"]!["values"]!.AsArray().Count, 1, 39);
        Assert.Equal("JOB_STATE_RUNNING", (string)(await emulator.GetAsync((string)job["name"]!)).Json["state"]!);
    }

    [Fact]
    public async Task Points_are_thinned_to_what_is_asked_for()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
        var series = await SeriesAsync(emulator, job);

        var values = (await emulator.GetAsync(series + ":read?maxDataPoints=3")).Json["timeSeriesData"]!["values"]!.AsArray();

        Assert.Equal(["1", "20", "40"], values.Select(point => (string)point!["step"]!));
    }

    [Fact]
    public async Task Validation_data_make_curves_that_begin_before_the_first_step()
    {
        using var emulator = new VertexEmulator();
        emulator.Objects.Put("gs://bucket/valid.jsonl", Examples.Pair("apple", "red"));
        var request = VertexEmulator.Request(epochCount: 20);
        request["supervisedTuningSpec"]!["validationDatasetUri"] = "gs://bucket/valid.jsonl";

        var job = await emulator.TuneAsync(request);

        var values = (await emulator.GetAsync(await SeriesAsync(emulator, job, "/eval_total_loss") + ":read")).Json["timeSeriesData"]!["values"]!.AsArray();
        Assert.Equal(21, values.Count);
        Assert.Null(values[0]!["step"]);
        Assert.True(Value(values[^1]!) < Value(values[0]!));
        var fraction = (await emulator.GetAsync(await SeriesAsync(emulator, job, "/eval_fraction_of_correct_next_step_preds") + ":read")).Json["timeSeriesData"]!["values"]!.AsArray();
        Assert.Equal("{}", fraction[0]!["scalar"]!.ToJsonString());
    }

    [Fact]
    public async Task Curves_of_jobs_are_apart()
    {
        using var emulator = new VertexEmulator();
        var first = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 2));
        var second = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 5));

        Assert.NotEqual((string)first["experiment"]!, (string)second["experiment"]!);
        var values = (await emulator.GetAsync(await SeriesAsync(emulator, second) + ":read")).Json["timeSeriesData"]!["values"]!.AsArray();
        Assert.Equal(5, values.Count);
        Assert.Equal(4, (await emulator.ListNamesAsync(((string)first["experiment"]!)[..((string)first["experiment"]!).LastIndexOf('/')], "contexts")).Length);
    }

    [Theory]
    [InlineData("/metadataStores/default/contexts/none")]
    [InlineData("/tensorboards/1")]
    [InlineData("/tensorboards/1/experiments/e/runs/r/timeSeries/t:read")]
    [InlineData("/tensorboards/1:batchRead?timeSeries=projects/p/locations/us-central1/tensorboards/1/experiments/e/runs/r/timeSeries/t")]
    public async Task Unknown_names_are_not_found(string path)
    {
        using var emulator = new VertexEmulator();

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(VertexEmulator.Location + path)).Status);
    }

    private static double Value(JsonNode point) => (double?)point["scalar"]!["value"] ?? 0;

    private static async Task<string?> SeriesAsync(VertexEmulator emulator, JsonNode job, string metric = "/train_total_loss")
    {
        var tensorboard = (string)(await emulator.GetAsync((string)job["experiment"]!)).Json["metadata"]!["backing_tensorboard_resource"]!;
        var experiment = (string)job["experiment"]!;
        var run = Assert.Single(await emulator.ListNamesAsync($"{tensorboard}/experiments/{experiment[(experiment.LastIndexOf('/') + 1)..]}/runs", "tensorboardRuns"));
        var series = (await emulator.GetAsync(run + "/timeSeries")).Json["tensorboardTimeSeries"]?.AsArray() ?? [];
        return (string?)series.FirstOrDefault(item => (string)item!["displayName"]! == metric)?["name"];
    }
}
