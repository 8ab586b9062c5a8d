using System;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class PreferenceTuningTests
{
    private const string Dataset = "gs://bucket/preferences.jsonl";

    [Fact]
    public async Task Model_comes_to_give_the_preferred_answers()
    {
        using var emulator = new VertexEmulator();
        PutPreferences(emulator);

        var job = await emulator.TuneAsync(Request());

        Assert.Equal("JOB_STATE_SUCCEEDED", (string)job["state"]!);
        Assert.Equal("yes", await emulator.AskAsync((string)job["tunedModel"]!["endpoint"]!, "is it good?"));
        var model = ((string)job["tunedModel"]!["model"]!).Split('@')[0];
        Assert.Equal("dpo", (string)(await emulator.GetAsync(model)).Json["labels"]!["tune-type"]!);
    }

    [Fact]
    public async Task Statistics_describe_scores_and_bill_the_prompt_twice()
    {
        using var emulator = new VertexEmulator();
        PutPreferences(emulator);

        var job = await emulator.TuneAsync(Request());

        var stats = job["tuningDataStats"]!["preferenceOptimizationDataStats"]!;
        Assert.Equal("3", (string)stats["tuningDatasetExampleCount"]!);
        Assert.Equal("24", (string)stats["totalBillableTokenCount"]!);
        Assert.Equal(0.5, (double)stats["scoresDistribution"]!["mean"]!);
        Assert.Equal(["3", "3"], stats["scoresDistribution"]!["buckets"]!.AsArray().Select(bucket => (string)bucket!["count"]!));
        Assert.Equal(0.25, (double)stats["scoreVariancePerExampleDistribution"]!["mean"]!);
        Assert.Equal("no", (string)stats["userDatasetExamples"]![0]!["completions"]![1]!["completion"]!["parts"]![0]!["text"]!);
    }

    [Fact]
    public async Task Loss_of_the_preferences_begins_at_log_2_and_falls()
    {
        using var emulator = new VertexEmulator();
        PutPreferences(emulator);
        var request = Request();
        request["preferenceOptimizationSpec"]!["validationDatasetUri"] = Dataset;

        var job = await emulator.TuneAsync(request);

        var experiment = (string)job["experiment"]!;
        var tensorboard = (string)(await emulator.GetAsync(experiment)).Json["metadata"]!["backing_tensorboard_resource"]!;
        var run = Assert.Single(await emulator.ListNamesAsync($"{tensorboard}/experiments/{experiment[(experiment.LastIndexOf('/') + 1)..]}/runs", "tensorboardRuns"));
        var series = (await emulator.GetAsync(run + "/timeSeries?orderBy=create_time")).Json["tensorboardTimeSeries"]!.AsArray();
        Assert.Equal(["/eval_total_loss", "/preference_optimization_train_loss"], series.Select(item => (string)item!["displayName"]!));
        foreach (var name in series.Select(item => (string)item!["name"]!))
        {
            var values = (await emulator.GetAsync(name + ":read")).Json["timeSeriesData"]!["values"]!.AsArray();
            Assert.Equal(Math.Log(2), (double)values[0]!["scalar"]!["value"]!, 0.0001);
            Assert.True((double)values[^1]!["scalar"]!["value"]! < 0.6);
        }
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}]}""", "has fewer than two answers")]
    [InlineData("""{"contents":[{"role":"model","parts":[{"text":"x"}]}],"completions":[]}""", "does not end with a turn with the role user")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"fileData":{}}]}],"completions":[]}""", "contains an unsupported modality [file data]")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"completions":[{"completion":{"role":"model","parts":[{"text":"x"}]}}]}""", "has an answer without a score")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"completions":[{"score":1,"completion":{"role":"user","parts":[{"text":"x"}]}}]}""", "has an answer with the role 'user'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"completions":[{"score":1,"completion":{"role":"model","parts":[{"text":"x"}]}},{"score":1,"completion":{"role":"model","parts":[{"text":"y"}]}}]}""", "has the same score for all answers")]
    public async Task Bad_example_makes_the_job_fail(string line, string expected)
    {
        using var emulator = new VertexEmulator();
        emulator.Objects.Put(Dataset, line);

        var job = await emulator.TuneAsync(Request());

        Assert.Equal("JOB_STATE_FAILED", (string)job["state"]!);
        Assert.Contains(expected, (string)job["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beta_must_be_positive()
    {
        using var emulator = new VertexEmulator();
        PutPreferences(emulator);
        var request = Request();
        request["preferenceOptimizationSpec"]!["hyperParameters"]!["beta"] = -0.5;

        var reply = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs", request);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("tuning_job.preference_optimization_spec.hyper_parameters.beta", reply.Message, StringComparison.Ordinal);
    }

    private static void PutPreferences(VertexEmulator emulator) => emulator.Objects.Put(
        Dataset, Examples.Preference("is it good?", "yes", "no"), Examples.Preference("is it bad?", "no", "yes"), Examples.Preference("is it new?", "yes", "no"));

    private static JsonObject Request() => new()
    {
        ["baseModel"] = "gemini-2.5-flash-lite",
        ["preferenceOptimizationSpec"] = new JsonObject
        {
            ["trainingDatasetUri"] = Dataset,
            ["hyperParameters"] = new JsonObject { ["epochCount"] = "40", ["beta"] = 0.2 },
        },
    };
}
