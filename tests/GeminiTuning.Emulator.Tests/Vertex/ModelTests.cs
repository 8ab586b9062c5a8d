using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class ModelTests
{
    [Fact]
    public async Task Model_of_a_job_says_where_it_comes_from()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["labels"] = new JsonObject { ["team"] = "a" };
        var job = await emulator.TuneAsync(request);
        var name = ModelOf(job);

        var model = (await emulator.GetAsync(name)).Json;

        Assert.Equal(name, (string)model["name"]!);
        Assert.Equal("1", (string)model["versionId"]!);
        Assert.Equal(["default"], model["versionAliases"]!.AsArray().Select(alias => (string)alias!));
        Assert.Equal("my-tuned", (string)model["displayName"]!);
        Assert.Equal("a", (string)model["labels"]!["team"]!);
        Assert.Equal("sft", (string)model["labels"]!["tune-type"]!);
        Assert.Equal("gemini-2-5-flash", (string)model["labels"]!["google-vertex-llm-tuning-base-model-id"]!);
        Assert.EndsWith("/" + (string)model["labels"]!["google-vertex-llm-tuning-job-id"]!, (string)job["name"]!, StringComparison.Ordinal);
        Assert.Equal("GENIE", (string)model["modelSourceInfo"]!["sourceType"]!);
        Assert.Equal("publishers/google/models/gemini-2.5-flash", (string)model["baseModelSource"]!["genieSource"]!["baseModelUri"]!);
        Assert.Equal("3", (string)model["defaultCheckpointId"]!);
        Assert.Equal(["1", "2", "3"], model["checkpoints"]!.AsArray().Select(checkpoint => (string)checkpoint!["checkpointId"]!));
        Assert.Equal(3, model["deployedModels"]!.AsArray().Count);
        Assert.Equal((string)job["tunedModel"]!["endpoint"]!, (string)model["deployedModels"]![2]!["endpoint"]!);
    }

    [Theory]
    [InlineData("@1")]
    [InlineData("%401")]
    [InlineData("@default")]
    public async Task Model_is_found_by_version_and_alias(string suffix)
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));

        var reply = await emulator.GetAsync(name + suffix);

        Assert.Equal(name + "@1", (string)reply.Json["name"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(name + "@2")).Status);
    }

    [Theory]
    [InlineData("labels.tune-type:*", 2)]
    [InlineData("labels.google-vertex-llm-tuning-base-model-id:*", 2)]
    [InlineData("labels.team=a", 1)]
    [InlineData("labels.team:a", 1)]
    [InlineData("display_name=\"other\"", 1)]
    [InlineData("displayName=my-tuned AND labels.team:*", 1)]
    [InlineData("displayName=other labels.team:*", 0)]
    public async Task Filter_selects_models(string filter, int expected)
    {
        using var emulator = new VertexEmulator();
        var labelled = VertexEmulator.Request();
        labelled["labels"] = new JsonObject { ["team"] = "a" };
        await emulator.TuneAsync(labelled);
        var other = VertexEmulator.Request();
        other["tunedModelDisplayName"] = "other";
        await emulator.TuneAsync(other);

        Assert.Equal(expected, (await emulator.ListNamesAsync(VertexEmulator.Location + "/models?filter=" + Uri.EscapeDataString(filter), "models")).Length);
    }

    [Fact]
    public async Task Filter_selects_a_model_by_id_and_by_name()
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));
        await emulator.TuneAsync(VertexEmulator.Request());

        foreach (var value in new[] { name, name[(name.LastIndexOf('/') + 1)..] })
        {
            Assert.Equal([name], await emulator.ListNamesAsync($"{VertexEmulator.Location}/models?filter=model%3D%22{value}%22", "models"));
        }
    }

    [Fact]
    public async Task Patch_changes_what_the_mask_names()
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));

        var reply = await emulator.SendAsync(
            HttpMethod.Patch, name + "?updateMask=description,display_name", """{"displayName":"new","description":"d","labels":{"x":"y"}}""");

        Assert.Equal("new", (string)reply.Json["displayName"]!);
        Assert.Equal("d", (string)reply.Json["description"]!);
        Assert.Null(reply.Json["labels"]!["x"]);
        var labels = await emulator.SendAsync(HttpMethod.Patch, name + "?updateMask=labels", """{"labels":{"x":"y"}}""");
        Assert.Equal("y", (string)labels.Json["labels"]!["x"]!);
        Assert.Equal("new", (string)(await emulator.GetAsync(name)).Json["displayName"]!);
    }

    [Fact]
    public async Task Patch_takes_the_whole_resource_without_a_mask()
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));
        var whole = (await emulator.GetAsync(name)).Json;
        whole["displayName"] = "new";

        var reply = await emulator.SendAsync(HttpMethod.Patch, name, whole.ToJsonString());

        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.Equal("new", (string)reply.Json["displayName"]!);
    }

    [Theory]
    [InlineData("nothing", "{}")]
    [InlineData("artifactUri", "{}")]
    [InlineData("defaultCheckpointId", """{"defaultCheckpointId":"9"}""")]
    [InlineData("displayName", "{}")]
    public async Task Patch_refuses_what_cannot_be(string mask, string body)
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));

        Assert.Equal("INVALID_ARGUMENT", (await emulator.SendAsync(HttpMethod.Patch, $"{name}?updateMask={mask}", body)).ErrorStatus);
    }

    [Fact]
    public async Task New_default_checkpoint_moves_the_endpoint_of_the_job()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request());

        var reply = await emulator.SendAsync(HttpMethod.Patch, ModelOf(job) + "?updateMask=defaultCheckpointId", """{"defaultCheckpointId":"1"}""");

        Assert.Equal("1", (string)reply.Json["defaultCheckpointId"]!);
        var moved = (await emulator.GetAsync((string)job["name"]!)).Json;
        Assert.Equal((string)job["tunedModel"]!["checkpoints"]![0]!["endpoint"]!, (string)moved["tunedModel"]!["endpoint"]!);
    }

    [Fact]
    public async Task Deployed_model_cannot_be_deleted()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request());

        var reply = await emulator.SendAsync(HttpMethod.Delete, ModelOf(job));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("FAILED_PRECONDITION", reply.ErrorStatus);
        Assert.Contains((string)job["tunedModel"]!["endpoint"]!, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_is_deleted_once_it_is_deployed_nowhere()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request());
        foreach (var endpoint in await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints", "endpoints"))
        {
            var id = (string)(await emulator.GetAsync(endpoint)).Json["deployedModels"]![0]!["id"]!;
            Assert.Equal("FAILED_PRECONDITION", (await emulator.SendAsync(HttpMethod.Delete, endpoint)).ErrorStatus);
            Assert.True((bool)(await emulator.PostAsync(endpoint + ":undeployModel", new JsonObject { ["deployedModelId"] = id })).Json["done"]!);
            Assert.True((bool)(await emulator.SendAsync(HttpMethod.Delete, endpoint, "{}")).Json["done"]!);
        }

        var reply = await emulator.SendAsync(HttpMethod.Delete, ModelOf(job));

        Assert.Matches(@"^projects/[0-9]{12}/locations/us-central1/operations/[0-9]{19}$", (string)reply.Json["name"]!);
        Assert.Equal("type.googleapis.com/google.cloud.aiplatform.v1.DeleteOperationMetadata", (string)reply.Json["metadata"]!["@type"]!);
        Assert.NotNull(reply.Json["metadata"]!["genericMetadata"]!["createTime"]);
        Assert.True((bool)reply.Json["done"]!);
        Assert.Equal("type.googleapis.com/google.protobuf.Empty", (string)reply.Json["response"]!["@type"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(ModelOf(job))).Status);
        Assert.Equal("JOB_STATE_SUCCEEDED", (string)(await emulator.GetAsync((string)job["name"]!)).Json["state"]!);
    }

    [Fact]
    public async Task Continued_job_makes_a_new_version_that_has_learnt_both()
    {
        using var emulator = new VertexEmulator();
        var first = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
        emulator.Objects.Put("gs://bucket/more.jsonl", [.. Examples.Colours, Examples.Pair("coal", "black")]);

        var second = await emulator.TuneAsync(Continue((string)first["tunedModel"]!["model"]!, "gs://bucket/more.jsonl", 30));

        Assert.Equal(ModelOf(first) + "@2", (string)second["tunedModel"]!["model"]!);
        Assert.Equal("gemini-2.5-flash", (string)second["preTunedModel"]!["baseModel"]!);
        Assert.Equal("my-tuned", (string)second["tunedModelDisplayName"]!);
        Assert.Equal("black", await emulator.AskAsync((string)second["tunedModel"]!["endpoint"]!, "coal"));
        Assert.Equal("yellow", await emulator.AskAsync((string)second["tunedModel"]!["endpoint"]!, "banana"));
        Assert.Equal("2", (string)(await emulator.GetAsync(ModelOf(first))).Json["versionId"]!);
        var versions = await emulator.ListNamesAsync(ModelOf(first) + ":listVersions", "models");
        Assert.Equal([ModelOf(first) + "@2", ModelOf(first) + "@1"], versions);
        Assert.Null((await emulator.GetAsync(ModelOf(first) + "@1")).Json["versionAliases"]);
    }

    [Fact]
    public async Task Continued_job_starts_from_what_the_model_knows()
    {
        using var emulator = new VertexEmulator();
        var first = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
        var idle = Continue((string)first["tunedModel"]!["model"]!, VertexEmulator.TrainingUri, 1);
        idle["supervisedTuningSpec"]!["hyperParameters"]!["learningRateMultiplier"] = 0.000001;
        var fromStart = idle.DeepClone().AsObject();
        fromStart["preTunedModel"]!["checkpointId"] = "1";

        Assert.Equal("yellow", await emulator.AskAsync((string)(await emulator.TuneAsync(idle))["tunedModel"]!["endpoint"]!, "banana"));
        Assert.NotEqual("yellow", await emulator.AskAsync((string)(await emulator.TuneAsync(fromStart))["tunedModel"]!["endpoint"]!, "banana"));
    }

    [Fact]
    public async Task Continued_job_with_a_new_display_name_makes_a_new_model()
    {
        using var emulator = new VertexEmulator();
        var first = await emulator.TuneAsync(VertexEmulator.Request());
        var request = Continue(ModelOf(first) + "@default", VertexEmulator.TrainingUri, 1);
        request["tunedModelDisplayName"] = "another";

        var second = await emulator.TuneAsync(request);

        Assert.NotEqual(ModelOf(first), ModelOf(second));
        Assert.EndsWith("@1", (string)second["tunedModel"]!["model"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@7", "", HttpStatusCode.NotFound)]
    [InlineData("", "7", HttpStatusCode.BadRequest)]
    public async Task Unknown_version_or_checkpoint_cannot_be_continued(string version, string checkpoint, HttpStatusCode expected)
    {
        using var emulator = new VertexEmulator();
        var request = Continue(ModelOf(await emulator.TuneAsync(VertexEmulator.Request())) + version, VertexEmulator.TrainingUri, 1);
        request["preTunedModel"]!["checkpointId"] = checkpoint;

        Assert.Equal(expected, (await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs", request)).Status);
    }

    [Fact]
    public async Task Version_is_deleted_unless_it_is_the_only_one_or_deployed()
    {
        using var emulator = new VertexEmulator();
        var failing = VertexEmulator.Request();
        failing["labels"] = new JsonObject { ["emulator-fail"] = "endpoint" };
        var name = ModelOf(await emulator.TuneAsync(failing));
        Assert.Equal("FAILED_PRECONDITION", (await emulator.SendAsync(HttpMethod.Delete, name + "@1:deleteVersion")).ErrorStatus);
        await emulator.TuneAsync(Continue(name, VertexEmulator.TrainingUri, 1));

        Assert.Equal("FAILED_PRECONDITION", (await emulator.SendAsync(HttpMethod.Delete, name + "@2:deleteVersion")).ErrorStatus);
        Assert.Equal("INVALID_ARGUMENT", (await emulator.SendAsync(HttpMethod.Delete, name + ":deleteVersion")).ErrorStatus);
        Assert.True((bool)(await emulator.SendAsync(HttpMethod.Delete, name + "%401:deleteVersion")).Json["done"]!);

        Assert.Equal([name + "@2"], await emulator.ListNamesAsync(name + ":listVersions", "models"));
    }

    [Fact]
    public async Task Aliases_move_between_versions()
    {
        using var emulator = new VertexEmulator();
        var name = ModelOf(await emulator.TuneAsync(VertexEmulator.Request()));
        await emulator.TuneAsync(Continue(name, VertexEmulator.TrainingUri, 1));

        var reply = await emulator.PostAsync(name + "@1:mergeVersionAliases", new JsonObject { ["versionAliases"] = new JsonArray("default", "best") });

        Assert.Equal(["default", "best"], reply.Json["versionAliases"]!.AsArray().Select(alias => (string)alias!));
        Assert.Equal("1", (string)(await emulator.GetAsync(name)).Json["versionId"]!);
        Assert.Equal("1", (string)(await emulator.GetAsync(name + "@best")).Json["versionId"]!);
    }

    private static string ModelOf(JsonNode job)
    {
        var name = (string)job["tunedModel"]!["model"]!;
        return name[..name.LastIndexOf('@')];
    }

    private static JsonObject Continue(string model, string dataset, int epochCount) => new()
    {
        ["preTunedModel"] = new JsonObject { ["tunedModelName"] = model },
        ["supervisedTuningSpec"] = new JsonObject
        {
            ["trainingDatasetUri"] = dataset,
            ["hyperParameters"] = new JsonObject { ["epochCount"] = epochCount.ToString(CultureInfo.InvariantCulture) },
        },
    };
}
