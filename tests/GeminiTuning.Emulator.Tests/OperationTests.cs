using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class OperationTests
{
    private const string Tuned = "v1beta/tunedModels";

    [Fact]
    public async Task A_finished_operation_has_the_curve_and_the_model()
    {
        using var emulator = new TestEmulator();
        var operation = await emulator.WaitUntilDone(await emulator.Create("numbers"));
        Assert.Equal(["name", "metadata", "done", "response"], operation.AsObject().Select(member => member.Key));
        var metadata = operation["metadata"]!;
        Assert.Equal(
            ["@type", "totalSteps", "completedSteps", "completedPercent", "snapshots", "tunedModel"],
            metadata.AsObject().Select(member => member.Key));
        Assert.Equal((3, 3, 100), ((int)metadata["totalSteps"]!, (int)metadata["completedSteps"]!, (int)metadata["completedPercent"]!));
        var snapshots = metadata["snapshots"]!.AsArray();
        Assert.Equal([1, 2, 3], snapshots.Select(snapshot => (int)snapshot!["step"]!));
        Assert.Null(snapshots[0]!["epoch"]);
        Assert.All(snapshots, snapshot => Assert.Matches(@"^2026-01-02T03:04:05\.\d{9}Z$", (string?)snapshot!["computeTime"]));
        var response = operation["response"]!;
        Assert.Equal("type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel", (string?)response["@type"]);
        Assert.True(JsonNode.DeepEquals(response["tuningTask"]!["snapshots"], snapshots));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", (string?)response["tuningTask"]!["startTime"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", (string?)response["tuningTask"]!["completeTime"]);
        Assert.Equal((string?)response["updateTime"], (string?)response["tuningTask"]!["completeTime"]);
        var model = (await emulator.Get(Tuned + "/numbers")).Json.AsObject();
        response.AsObject().Remove("@type");
        Assert.True(JsonNode.DeepEquals(response, model));
    }

    [Theory]
    [InlineData("v1beta")]
    [InlineData("v1")]
    public async Task Operations_are_got_and_listed_on_both_versions(string version)
    {
        using var emulator = TestEmulator.WithSlowRuns();
        var name = await emulator.Create("numbers");
        await emulator.Create("others");
        Assert.Equal(name, (string?)(await emulator.Get($"{version}/{name}")).Json["name"]);
        Assert.Equal(name, (string?)Assert.Single((await emulator.Get($"{version}/tunedModels/numbers/operations")).Json["operations"]!.AsArray())!["name"]);
        Assert.Equal(2, (await emulator.Get($"{version}/operations")).Json["operations"]!.AsArray().Count);
        Assert.Equal(404, (await emulator.Get($"{version}/tunedModels/numbers/operations/none")).Status);
        Assert.Equal(404, (await emulator.Get($"{version}/tunedModels/none/operations")).Status);
    }

    [Theory]
    [InlineData("v1", "{}")]
    [InlineData("v1beta", "")]
    [InlineData("v1", "\"\"")]
    public async Task A_cancelled_operation_ends_with_an_error_and_its_model_has_failed(string version, string body)
    {
        using var emulator = TestEmulator.WithSlowRuns();
        var name = await emulator.Create("numbers");
        (await emulator.Post($"{version}/{name}:cancel", body)).ShouldBe(200, "{}");
        var operation = (await emulator.Get("v1/" + name)).Json;
        Assert.True((bool)operation["done"]!);
        Assert.Equal(1, (int)operation["error"]!["code"]!);
        Assert.Null(operation["response"]);
        Assert.Equal("FAILED", (string?)(await emulator.Get(Tuned + "/numbers")).Json["state"]);
        (await emulator.Post($"{version}/{name}:cancel", body)).ShouldBe(200, "{}");
    }

    [Fact]
    public async Task There_is_no_method_to_cancel_a_tuned_model()
    {
        using var emulator = TestEmulator.WithSlowRuns();
        await emulator.Create("numbers");
        Assert.Equal(404, (await emulator.Post(Tuned + "/numbers:cancel")).Status);
    }

    [Fact]
    public async Task A_run_that_diverges_fails_with_the_reason()
    {
        using var emulator = new TestEmulator();
        var reply = await emulator.Post(Tuned + "?tunedModelId=wild", TestEmulator.CreationBody(hyperparameters: """{"learningRate": 1e30, "epochCount": 50, "batchSize": 1}"""));
        var operation = await emulator.WaitUntilDone((string)reply.Json["name"]!);
        Assert.Equal(3, (int)operation["error"]!["code"]!);
        Assert.Matches(@"^Tuning diverged at step \d+: the loss is no longer a finite number\. Use a smaller learning rate\.$", (string?)operation["error"]!["message"]);
        Assert.Equal("FAILED", (string?)(await emulator.Get(Tuned + "/wild")).Json["state"]);
    }

    [Fact]
    public async Task Deleting_a_model_that_is_being_made_ends_its_operation()
    {
        using var emulator = TestEmulator.WithSlowRuns();
        var name = await emulator.Create("numbers");
        (await emulator.Send(HttpMethod.Delete, Tuned + "/numbers", "{}")).ShouldBe(200, "{}");
        (await emulator.Get(Tuned + "/numbers")).ShouldBe(404, """
            {"error": {"code": 404, "message": "Tuned model tunedModels/numbers does not exist.", "status": "NOT_FOUND"}}
            """);
        var operation = (await emulator.Get("v1beta/" + name)).Json;
        Assert.True((bool)operation["done"]!);
        Assert.Equal(1, (int)operation["error"]!["code"]!);
        (await emulator.Delete(Tuned + "/numbers")).ShouldFail(404, "NOT_FOUND", "Tuned model tunedModels/numbers does not exist.");
        Assert.NotEqual(name, await emulator.Create("numbers"));
    }

    [Fact]
    public async Task A_run_is_never_ahead_of_the_clock_and_its_picture_is_consistent()
    {
        using var emulator = new TestEmulator(new EmulatorOptions { TuningDuration = TimeSpan.FromSeconds(10) });
        var begin = emulator.Clock.GetUtcNow();
        var created = await emulator.Post(Tuned + "?tunedModelId=paced", TestEmulator.CreationBody(hyperparameters: """{"batchSize": 1, "epochCount": 10}"""));
        var name = (string)created.Json["name"]!;
        JsonNode operation;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            operation = (await emulator.Get("v1beta/" + name)).Json;
            var metadata = operation["metadata"]!;
            var completed = (int?)metadata["completedSteps"] ?? 0;
            Assert.Equal(completed, metadata["snapshots"]?.AsArray().Count ?? 0);
            Assert.Equal(completed == 0 ? null : 5.0 * completed, (double?)metadata["completedPercent"]);
            Assert.True(completed <= (emulator.Clock.GetUtcNow() - begin).TotalSeconds * 2);
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        while ((bool?)operation["done"] != true);
        Assert.True(emulator.Clock.GetUtcNow() - begin >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task At_most_two_runs_go_on_at_a_time()
    {
        using var emulator = TestEmulator.WithSlowRuns();
        foreach (var id in new[] { "first", "second", "third" })
        {
            await emulator.Create(id);
        }

        int running;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            running = (await emulator.Get(Tuned)).Json["tunedModels"]!.AsArray().Count(model => model!["tuningTask"]!["startTime"] is not null);
        }
        while (running < 2);
        Assert.Equal(2, running);
        Assert.All((await emulator.Get(Tuned)).Json["tunedModels"]!.AsArray(), model => Assert.Equal("CREATING", (string?)model!["state"]));
    }
}
