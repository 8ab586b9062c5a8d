using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class EndpointTests
{
    [Fact]
    public async Task Endpoint_of_a_job_serves_its_checkpoint()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["labels"] = new JsonObject { ["team"] = "a" };
        var job = await emulator.TuneAsync(request);

        var endpoint = (await emulator.GetAsync((string)job["tunedModel"]!["endpoint"]!)).Json;

        Assert.Equal("my-tuned", (string)endpoint["displayName"]!);
        Assert.Equal("a", (string)endpoint["labels"]!["team"]!);
        var deployed = Assert.Single(endpoint["deployedModels"]!.AsArray())!;
        Assert.Equal((string)job["tunedModel"]!["model"]!, (string)deployed["model"]! + "@" + (string)deployed["modelVersionId"]!);
        Assert.Equal("3", (string)deployed["checkpointId"]!);
        Assert.Equal(100, (int)endpoint["trafficSplit"]![(string)deployed["id"]!]!);
    }

    [Fact]
    public async Task Endpoints_are_listed_and_filtered()
    {
        using var emulator = new VertexEmulator();
        await emulator.TuneAsync(VertexEmulator.Request(epochCount: 2));

        Assert.Equal(2, (await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints?filter=labels.tune-type%3Dsft", "endpoints")).Length);
        Assert.Empty(await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints?filter=display_name%3Dother", "endpoints"));
        Assert.Single(await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints?pageSize=1", "endpoints"));
    }

    [Fact]
    public async Task Endpoint_is_made_given_a_model_and_called()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
        var created = await emulator.PostAsync(VertexEmulator.Location + "/endpoints?endpointId=mine", new JsonObject { ["displayName"] = "mine" });
        var name = (string)created.Json["response"]!["name"]!;
        Assert.EndsWith("/endpoints/mine", name, StringComparison.Ordinal);
        Assert.Equal("type.googleapis.com/google.cloud.aiplatform.v1.Endpoint", (string)created.Json["response"]!["@type"]!);

        var deployed = await emulator.PostAsync(name + ":deployModel", new JsonObject
        {
            ["deployedModel"] = new JsonObject { ["model"] = (string)job["tunedModel"]!["model"]!, ["displayName"] = "x" },
            ["trafficSplit"] = new JsonObject { ["0"] = 100 },
        });

        Assert.Equal("type.googleapis.com/google.cloud.aiplatform.v1.DeployModelResponse", (string)deployed.Json["response"]!["@type"]!);
        Assert.Equal("yellow", await emulator.AskAsync(name, "banana"));
        Assert.Equal("ALREADY_EXISTS", (await emulator.PostAsync(VertexEmulator.Location + "/endpoints?endpointId=mine", new JsonObject { ["displayName"] = "mine" })).ErrorStatus);
    }

    [Fact]
    public async Task Patch_changes_what_the_mask_names()
    {
        using var emulator = new VertexEmulator();
        var job = await emulator.TuneAsync(VertexEmulator.Request());
        var name = (string)job["tunedModel"]!["endpoint"]!;

        var reply = await emulator.SendAsync(HttpMethod.Patch, name + "?updateMask=displayName", """{"displayName":"new","description":"d"}""");

        Assert.Equal("new", (string)reply.Json["displayName"]!);
        Assert.Null(reply.Json["description"]);
        Assert.NotNull((await emulator.GetAsync(name)).Json["deployedModels"]);
    }

    [Fact]
    public async Task Operations_take_a_moment_and_are_found_by_all_their_names()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));
        var begun = await emulator.PostAsync(VertexEmulator.Location + "/endpoints", new JsonObject { ["displayName"] = "mine" });
        var operation = (string)begun.Json["name"]!;
        var location = operation[..operation.IndexOf("/endpoints/", StringComparison.Ordinal)];
        var endpoint = operation[..operation.IndexOf("/operations/", StringComparison.Ordinal)];
        var id = operation[(operation.LastIndexOf('/') + 1)..];
        Assert.Null(begun.Json["done"]);
        Assert.Null(begun.Json["response"]);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(endpoint)).Status);

        emulator.Clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var path in new[] { $"/v1/{operation}", $"/ui/{operation}", $"/v1beta1/{location}/operations/{id}", $"/ui/{location}/operations/{id}", $"/v1/{location}/models/1/operations/{id}" })
        {
            var reply = await emulator.GetAsync(path);
            Assert.True(reply.Status == HttpStatusCode.OK, path);
            Assert.True((bool)reply.Json["done"]!);
        }

        Assert.Equal("type.googleapis.com/google.cloud.aiplatform.v1beta1.CreateEndpointOperationMetadata", (string)(await emulator.GetAsync("/v1beta1/" + operation)).Json["metadata"]!["@type"]!);
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(endpoint)).Status);
        Assert.Equal([operation], await emulator.ListNamesAsync(location + "/operations", "operations"));
    }

    [Fact]
    public async Task Wait_answers_when_the_operation_is_done()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));
        var operation = (string)(await emulator.PostAsync(VertexEmulator.Location + "/endpoints", new JsonObject { ["displayName"] = "mine" })).Json["name"]!;

        var waiting = emulator.SendAsync(HttpMethod.Post, operation + ":wait?timeout=30s");
        while (!waiting.IsCompleted)
        {
            emulator.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True((bool)(await waiting).Json["done"]!);
    }

    [Fact]
    public async Task Cancelled_operation_does_nothing()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));
        var operation = (string)(await emulator.PostAsync(VertexEmulator.Location + "/endpoints", new JsonObject { ["displayName"] = "mine" })).Json["name"]!;
        Assert.Equal("FAILED_PRECONDITION", (await emulator.SendAsync(HttpMethod.Delete, operation)).ErrorStatus);

        await emulator.SendAsync(HttpMethod.Post, operation + ":cancel", "{}");
        emulator.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, (int)(await emulator.GetAsync(operation)).Json["error"]!["code"]!);
        Assert.Empty(await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints", "endpoints"));
        Assert.Equal(HttpStatusCode.OK, (await emulator.SendAsync(HttpMethod.Delete, operation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.GetAsync(operation)).Status);
    }

    [Fact]
    public async Task Undeploying_takes_a_moment_in_which_the_endpoint_cannot_be_deleted()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));
        var created = await emulator.CreateAsync(VertexEmulator.Request());
        var job = await emulator.WaitForAsync((string)created["name"]!, state => state is "JOB_STATE_SUCCEEDED", TimeSpan.FromSeconds(1));
        var name = (string)job["tunedModel"]!["endpoint"]!;
        var id = (string)(await emulator.GetAsync(name)).Json["deployedModels"]![0]!["id"]!;

        var begun = await emulator.PostAsync(name + ":undeployModel", new JsonObject { ["deployedModelId"] = id });

        Assert.StartsWith(name + "/operations/", (string)begun.Json["name"]!, StringComparison.Ordinal);
        Assert.Equal("FAILED_PRECONDITION", (await emulator.SendAsync(HttpMethod.Delete, name)).ErrorStatus);
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await emulator.GetAsync(name)).Json["deployedModels"]);
        Assert.Equal("FAILED_PRECONDITION", (await emulator.PostAsync(name + ":generateContent", Examples.Question("x"))).ErrorStatus);
        Assert.Equal("NOT_FOUND", (await emulator.PostAsync(name + ":undeployModel", new JsonObject { ["deployedModelId"] = id })).ErrorStatus);
    }

    [Fact]
    public async Task Change_that_became_impossible_ends_the_operation_with_an_error()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));
        await emulator.PostAsync(VertexEmulator.Location + "/endpoints?endpointId=mine", new JsonObject { ["displayName"] = "mine" });
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var name = (await emulator.ListNamesAsync(VertexEmulator.Location + "/endpoints", "endpoints")).Single();
        await emulator.SendAsync(HttpMethod.Delete, name);

        var second = (string)(await emulator.SendAsync(HttpMethod.Delete, name)).Json["name"]!;
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (int)(await emulator.GetAsync(second)).Json["error"]!["code"]!);
    }
}
