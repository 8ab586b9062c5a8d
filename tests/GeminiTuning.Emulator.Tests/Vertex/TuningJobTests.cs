using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class TuningJobTests
{
    [Fact]
    public async Task Created_job_is_pending_and_has_no_experiment()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var request = VertexEmulator.Request();
        request["labels"] = new JsonObject { ["team"] = "a" };
        request["description"] = "first try";

        var job = await emulator.CreateAsync(request);

        Assert.Matches(@"^projects/[0-9]{12}/locations/us-central1/tuningJobs/[0-9]{19}$", (string)job["name"]!);
        Assert.Equal("JOB_STATE_PENDING", (string)job["state"]!);
        Assert.Equal("my-tuned", (string)job["tunedModelDisplayName"]!);
        Assert.Equal("first try", (string)job["description"]!);
        Assert.Equal("a", (string)job["labels"]!["team"]!);
        Assert.Equal("3", (string)job["supervisedTuningSpec"]!["hyperParameters"]!["epochCount"]!);
        Assert.Equal((string)job["createTime"]!, (string)job["updateTime"]!);
        foreach (var later in new[] { "experiment", "startTime", "endTime", "tunedModel", "tuningDataStats", "error" })
        {
            Assert.Null(job[later]);
        }
    }

    [Fact]
    public async Task Job_runs_then_succeeds_with_a_model_and_an_endpoint_for_each_epoch()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var created = await emulator.CreateAsync(VertexEmulator.Request());
        var name = (string)created["name"]!;

        var running = await emulator.WaitForAsync(name, state => state is not "JOB_STATE_PENDING", TimeSpan.FromSeconds(10));

        Assert.Equal("JOB_STATE_RUNNING", (string)running["state"]!);
        Assert.NotNull(running["startTime"]);
        Assert.Null(running["tunedModel"]);
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync((string)running["experiment"]!)).Status);
        Assert.Equal("4", (string)running["tuningDataStats"]!["supervisedTuningDataStats"]!["tuningDatasetExampleCount"]!);

        var job = await emulator.WaitForAsync(name, state => state is not "JOB_STATE_RUNNING", TimeSpan.FromSeconds(10));

        Assert.Equal("JOB_STATE_SUCCEEDED", (string)job["state"]!);
        Assert.Matches(@"/models/[0-9]{19}@1$", (string)job["tunedModel"]!["model"]!);
        var checkpoints = job["tunedModel"]!["checkpoints"]!.AsArray();
        Assert.Equal(["1", "2", "3"], checkpoints.Select(checkpoint => (string)checkpoint!["checkpointId"]!));
        Assert.Equal(["1", "2", "3"], checkpoints.Select(checkpoint => (string)checkpoint!["epoch"]!));
        Assert.Equal(["1", "2", "3"], checkpoints.Select(checkpoint => (string)checkpoint!["step"]!));
        Assert.Equal(3, checkpoints.Select(checkpoint => (string)checkpoint!["endpoint"]!).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((string)checkpoints[2]!["endpoint"]!, (string)job["tunedModel"]!["endpoint"]!);
        Assert.Equal((string)job["endTime"]!, (string)job["updateTime"]!);
    }

    [Fact]
    public async Task Job_takes_the_tuning_duration()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;

        var job = await emulator.WaitForAsync(name, state => state is "JOB_STATE_SUCCEEDED", TimeSpan.FromSeconds(5));

        var taken = Time(job, "endTime") - Time(job, "createTime");
        Assert.InRange(taken, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
        Assert.InRange(Time(job, "startTime") - Time(job, "createTime"), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Only_the_last_checkpoint_is_exported_on_request()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["supervisedTuningSpec"]!["exportLastCheckpointOnly"] = true;

        var job = await emulator.TuneAsync(request);

        Assert.NotNull(job["tunedModel"]!["endpoint"]);
        Assert.Null(job["tunedModel"]!["checkpoints"]);
        Assert.Single(await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints", "endpoints"));
    }

    [Fact]
    public async Task Tuned_endpoint_answers_what_was_learnt()
    {
        using var emulator = new VertexEmulator();

        var job = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));

        Assert.Equal("yellow", await emulator.AskAsync((string)job["tunedModel"]!["endpoint"]!, "banana"));
        Assert.Equal("banana", await emulator.AskAsync(VertexEmulator.Location + "/publishers/google/models/gemini-2.5-flash", "banana"));
    }

    [Fact]
    public async Task Learning_rate_multiplier_multiplies()
    {
        using var emulator = new VertexEmulator();
        var slow = VertexEmulator.Request(epochCount: 10);
        slow["supervisedTuningSpec"]!["hyperParameters"]!["learningRateMultiplier"] = 0.00001;

        var job = await emulator.TuneAsync(slow);

        Assert.Equal("banana", await emulator.AskAsync((string)job["tunedModel"]!["endpoint"]!, "banana"));
    }

    [Fact]
    public async Task Hyperparameters_that_were_not_given_are_chosen_and_answered()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["supervisedTuningSpec"]!.AsObject().Remove("hyperParameters");
        request.Remove("tunedModelDisplayName");

        var job = await emulator.TuneAsync(request);

        var hyperparameters = job["supervisedTuningSpec"]!["hyperParameters"]!;
        Assert.Equal("40", (string)hyperparameters["epochCount"]!);
        Assert.Equal(1, (double)hyperparameters["learningRateMultiplier"]!);
        Assert.Equal("ADAPTER_SIZE_FOUR", (string)hyperparameters["adapterSize"]!);
        Assert.StartsWith("gemini-2.5-flash-", (string)job["tunedModelDisplayName"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_describe_one_epoch_of_the_dataset()
    {
        using var emulator = new VertexEmulator();
        emulator.Objects.Put(VertexEmulator.TrainingUri, Examples.Pair(new string('a', 8), "b"), Examples.Pair(new string('c', 500), new string('d', 40)), Examples.Pair("e", "f"), Examples.Pair("g", "h"));

        var job = await emulator.TuneAsync(VertexEmulator.Request());

        var stats = job["tuningDataStats"]!["supervisedTuningDataStats"]!;
        Assert.Equal("4", (string)stats["tuningDatasetExampleCount"]!);
        Assert.Equal("3", (string)stats["tuningStepCount"]!);
        Assert.Equal("142", (string)stats["totalBillableTokenCount"]!);
        Assert.Equal("553", (string)stats["totalTuningCharacterCount"]!);
        var input = stats["userInputTokenDistribution"]!;
        Assert.Equal("129", (string)input["sum"]!);
        Assert.Equal(1, (double)input["min"]!);
        Assert.Equal(125, (double)input["max"]!);
        Assert.Equal(32.25, (double)input["mean"]!);
        Assert.Equal([3, 1], input["buckets"]!.AsArray().Select(bucket => (int)(double)bucket!["count"]!));
        Assert.Equal(2, (double)stats["userMessagePerExampleDistribution"]!["max"]!);
        var shown = stats["userDatasetExamples"]!.AsArray();
        Assert.Equal(["user", "model", "user", "model", "user", "model"], shown.Select(content => (string)content!["role"]!));
        Assert.Equal(new string('c', 400) + "...", (string)shown[2]!["parts"]![0]!["text"]!);
    }

    [Fact]
    public async Task Cancelled_job_ends_with_code_1()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
        await emulator.WaitForAsync(name, state => state is "JOB_STATE_RUNNING", TimeSpan.FromSeconds(10));

        var reply = await emulator.SendAsync(HttpMethod.Post, name + ":cancel", "");

        Assert.Equal("{}", reply.Text.Trim());
        var job = (await emulator.GetAsync(name)).Json;
        Assert.Equal("JOB_STATE_CANCELLED", (string)job["state"]!);
        Assert.Equal(1, (int)job["error"]!["code"]!);
        Assert.NotNull(job["endTime"]);
        Assert.Equal(HttpStatusCode.OK, (await emulator.SendAsync(HttpMethod.Post, name + ":cancel", "{}")).Status);
    }

    [Fact]
    public async Task Cancelled_jobs_make_room_for_others()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 2; i++)
        {
            var name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
            await emulator.WaitForAsync(name, state => state is "JOB_STATE_RUNNING", TimeSpan.FromSeconds(10));
            await emulator.SendAsync(HttpMethod.Post, name + ":cancel");
        }

        var last = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;

        Assert.NotNull(await emulator.WaitForAsync(last, state => state is "JOB_STATE_RUNNING", TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Job_with_the_fail_label_leaves_a_model_without_an_endpoint()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["labels"] = new JsonObject { ["emulator-fail"] = "endpoint" };

        var job = await emulator.TuneAsync(request);

        Assert.Equal("JOB_STATE_FAILED", (string)job["state"]!);
        Assert.Equal(13, (int)job["error"]!["code"]!);
        Assert.Equal("Failed to create endpoint. Tuned model is uploaded and can be accessed through Model Registry.", (string)job["error"]!["message"]!);
        Assert.Null(job["tunedModel"]!["endpoint"]);
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(((string)job["tunedModel"]!["model"]!).Replace("@", "%40"))).Status);
        Assert.Empty(await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints", "endpoints"));
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"system","parts":[{"text":"x"}]}]}""", "Dataset example 2 of 2 has the role 'system'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}]}""", "Dataset example 2 of 2 does not end with a turn with the role model")]
    [InlineData("""{"contents":[{"role":"model","parts":[{"text":"x"}]}]}""", "Dataset example 2 of 2 has no turn with the role user")]
    [InlineData("""{"contents":[{"role":"user" "parts":[]}]}""", "Dataset example 2 of 2 is not valid JSON.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]}]}""", "Dataset example 2 of 2 contains an unsupported modality [function call] in the \"parts\" field, which is not supported by this model.")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "Dataset example 2 of 2 has a \"messages\" field")]
    [InlineData("[]", "Dataset example 2 of 2 is not a JSON object.")]
    [InlineData("{}", "Dataset example 2 of 2 has no turns")]
    public async Task Bad_example_makes_the_job_fail_and_is_named(string line, string expected)
    {
        using var emulator = new VertexEmulator();
        emulator.Objects.Put(VertexEmulator.TrainingUri, Examples.Pair("a", "b"), "", line);

        var job = await emulator.TuneAsync(VertexEmulator.Request());

        Assert.Equal("JOB_STATE_FAILED", (string)job["state"]!);
        Assert.Equal(3, (int)job["error"]!["code"]!);
        Assert.StartsWith(expected, (string)job["error"]!["message"]!, StringComparison.Ordinal);
        Assert.EndsWith("JSON: " + line, (string)job["error"]!["message"]!, StringComparison.Ordinal);
        Assert.Null(job["tunedModel"]);
    }

    [Fact]
    public async Task Dataset_that_vanishes_makes_the_job_fail()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(10));
        var name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
        emulator.Objects.Put(VertexEmulator.TrainingUri);

        var job = await emulator.WaitForAsync(name, state => state is "JOB_STATE_FAILED", TimeSpan.FromSeconds(10));

        Assert.Equal(3, (int)job["error"]!["code"]!);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_page_by_page()
    {
        using var emulator = new VertexEmulator();
        var names = new string[3];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
        }

        var first = (await emulator.GetAsync(VertexEmulator.Location + "/tuningJobs?page_size=2")).Json;
        var second = (await emulator.GetAsync($"{VertexEmulator.Location}/tuningJobs?pageSize=2&pageToken={(string)first["nextPageToken"]!}")).Json;

        Assert.Equal([names[2], names[1]], first["tuningJobs"]!.AsArray().Select(job => (string)job!["name"]!));
        Assert.Equal([names[0]], second["tuningJobs"]!.AsArray().Select(job => (string)job!["name"]!));
        Assert.Null(second["nextPageToken"]);
        Assert.Equal("{}", (await emulator.GetAsync("projects/my-project/locations/europe-west4/tuningJobs")).Text.Trim());
    }

    [Theory]
    [InlineData("state=\"JOB_STATE_SUCCEEDED\"", 2)]
    [InlineData("state=JOB_STATE_FAILED", 0)]
    [InlineData("labels.team=a", 1)]
    [InlineData("labels.team:*", 1)]
    [InlineData("NOT labels.team:*", 1)]
    [InlineData("labels.team=b OR (tunedModelDisplayName=\"other\" AND baseModel=gemini-2.5-flash)", 1)]
    [InlineData("tuned_model_display_name:TUNED", 1)]
    [InlineData("createTime>\"2020-01-01T00:00:00Z\"", 2)]
    [InlineData("createTime<\"2020-01-01T00:00:00Z\"", 0)]
    public async Task Filter_selects_jobs(string filter, int expected)
    {
        using var emulator = new VertexEmulator();
        var labelled = VertexEmulator.Request();
        labelled["labels"] = new JsonObject { ["team"] = "a" };
        await emulator.TuneAsync(labelled);
        var other = VertexEmulator.Request();
        other["tunedModelDisplayName"] = "other";
        await emulator.TuneAsync(other);

        var names = await emulator.ListNamesAsync(VertexEmulator.Location + "/tuningJobs?filter=" + Uri.EscapeDataString(filter), "tuningJobs");

        Assert.Equal(expected, names.Length);
    }

    [Theory]
    [InlineData("state=")]
    [InlineData("nothing=1")]
    [InlineData("(state=x")]
    public async Task Filter_that_makes_no_sense_is_refused(string filter)
    {
        using var emulator = new VertexEmulator();
        await emulator.CreateAsync(VertexEmulator.Request());

        var reply = await emulator.GetAsync(VertexEmulator.Location + "/tuningJobs?filter=" + Uri.EscapeDataString(filter));

        Assert.Equal("INVALID_ARGUMENT", reply.ErrorStatus);
    }

    [Fact]
    public async Task Project_is_the_same_by_its_id_and_by_its_number()
    {
        using var emulator = new VertexEmulator();
        var name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
        var id = name[(name.LastIndexOf('/') + 1)..];

        Assert.Equal(name, (string)(await emulator.GetAsync($"{VertexEmulator.Location}/tuningJobs/{id}")).Json["name"]!);
        Assert.Equal(name, (string)(await emulator.GetAsync("/v1beta1/" + name)).Json["name"]!);
        Assert.Equal([name], await emulator.ListNamesAsync(name[..name.LastIndexOf('/')], "tuningJobs"));
    }

    [Fact]
    public async Task Unknown_job_is_not_found()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.GetAsync("projects/123456789012/locations/us-central1/tuningJobs/1");

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("The TuningJob \"projects/123456789012/locations/us-central1/tuningJobs/1\" is not found.", reply.Message);
    }

    [Fact]
    public async Task Gemini_3_is_served_from_a_multi_region()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["baseModel"] = "gemini-3.5-flash";

        var job = await emulator.TuneAsync(request, "projects/my-project/locations/europe-west4");

        Assert.Contains("/locations/eu/endpoints/", (string)job["tunedModel"]!["endpoint"]!, StringComparison.Ordinal);
        Assert.Contains("/locations/europe-west4/models/", (string)job["tunedModel"]!["model"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_version_takes_batch_size_and_learning_rate()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["supervisedTuningSpec"]!["hyperParameters"]!["batchSize"] = "2";
        request["supervisedTuningSpec"]!["hyperParameters"]!["learningRate"] = 0.001;

        var created = await emulator.PostAsync("/v1beta1/" + VertexEmulator.Location + "/tuningJobs", request);
        var job = await emulator.WaitForEndAsync((string)created.Json["name"]!);

        Assert.Equal("6", (string)job["tuningDataStats"]!["supervisedTuningDataStats"]!["tuningStepCount"]!);
        var refused = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs", request);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Unknown name \"batchSize\" at 'tuning_job.supervised_tuning_spec.hyper_parameters': Cannot find field.", refused.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Time(JsonNode job, string field) => DateTimeOffset.Parse((string)job[field]!, CultureInfo.InvariantCulture);
}
