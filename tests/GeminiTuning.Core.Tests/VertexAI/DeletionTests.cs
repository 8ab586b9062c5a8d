using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class DeletionTests
{
    private const string Checkpoint = VertexWorld.Numbered + "/endpoints/9999999999999999992";
    private const string Operation = VertexWorld.Numbered + "/operations/1";
    private const string Running = "{\"name\":\"" + Operation + "\"}";
    private const string Done = "{\"name\":\"" + Operation + "\",\"done\":true,\"response\":{}}";

    [Theory]
    [InlineData(VertexWorld.Job)]
    [InlineData(VertexWorld.Model + "@1")]
    [InlineData(VertexWorld.Endpoint)]
    [InlineData(Checkpoint)]
    public async Task All_that_belongs_to_a_model_is_found_from_any_of_its_names(string name)
    {
        using var world = Tuned();

        var plan = await world.Backend.PlanDeletionAsync(name, new DeletionOptions(), world.Options);

        Assert.Equal(VertexWorld.Model + "@1", plan.TunedModel);
        Assert.Equal(
            [
                VertexWorld.Endpoint + "/deployedModels/31",
                VertexWorld.Endpoint,
                Checkpoint + "/deployedModels/32",
                Checkpoint,
                VertexWorld.Model,
                "gs://bucket/own-1",
            ],
            plan.Resources);
        Assert.DoesNotContain(world.Service.Lines, static line => !line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Training_data_can_stay_and_stays_while_another_job_reads_it()
    {
        using var kept = Tuned();
        var plan = await kept.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions { KeepTrainingData = true }, kept.Options);
        Assert.DoesNotContain("gs://bucket/own-1", plan.Resources);

        var other = VertexWorld.RunningJob().Replace("5555555555555555555", "56", StringComparison.Ordinal).Replace("own-x", "own-1", StringComparison.Ordinal);
        using var used = Tuned("{\"tuningJobs\":[" + other + "]}");
        plan = await used.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions(), used.Options);
        Assert.DoesNotContain("gs://bucket/own-1", plan.Resources);
    }

    [Fact]
    public async Task The_plan_is_carried_out_in_its_order_and_each_operation_is_waited_for()
    {
        using var world = Tuned();
        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions(), world.Options);
        var planned = world.Service.Requests.Count;
        world.Service.On("POST v1/" + VertexWorld.Endpoint + ":undeployModel", Running)
            .On("GET v1/" + Operation, Running)
            .On("GET v1/" + Operation, Done)
            .On("DELETE v1/" + VertexWorld.Endpoint, Done)
            .On("POST v1/" + Checkpoint + ":undeployModel", Done)
            .On("DELETE v1/" + VertexWorld.Model, Done);

        await world.RunAsync(world.Backend.DeleteTunedModelAsync(plan, world.Options));

        Assert.Equal(
            [
                "POST v1/" + VertexWorld.Endpoint + ":undeployModel",
                "GET v1/" + Operation,
                "GET v1/" + Operation,
                "DELETE v1/" + VertexWorld.Endpoint,
                "POST v1/" + Checkpoint + ":undeployModel",
                "DELETE v1/" + Checkpoint, // 404: gone already.
                "DELETE v1/" + VertexWorld.Model,
            ],
            world.Service.Lines.Skip(planned));
        Assert.Equal("""{"deployedModelId":"31"}""", world.Service.Requests[planned].Body);
        Assert.Equal("gs://bucket/own-1", Assert.Single(world.Uploader.Deleted));
    }

    [Fact]
    public async Task An_operation_that_fails_ends_it()
    {
        using var world = new VertexWorld();
        world.Service.On("DELETE v1/" + VertexWorld.Model, $$$"""{"name":"{{{Operation}}}","done":true,"error":{"code":9,"message":"Still deployed."}}""");

        var error = await Assert.ThrowsAsync<TuningException>(
            () => world.Backend.DeleteTunedModelAsync(new DeletionPlan(VertexWorld.Model, [VertexWorld.Model]), world.Options));

        Assert.Equal("OperationFailed", error.ErrorId);
        Assert.Equal("FAILED_PRECONDITION", error.ServiceError!.Status);
    }

    [Theory]
    [InlineData(400, "FAILED_PRECONDITION")]
    [InlineData(400, "INVALID_ARGUMENT")]
    public async Task A_model_in_use_is_told_so(int status, string grpc)
    {
        using var world = new VertexWorld();
        world.Service.OnRefusal("DELETE v1/" + VertexWorld.Model, status, grpc, "The Model is deployed.");

        var error = await Assert.ThrowsAsync<TuningException>(
            () => world.Backend.DeleteTunedModelAsync(new DeletionPlan(VertexWorld.Model, [VertexWorld.Model]), world.Options));

        Assert.Equal("ModelInUse", error.ErrorId);
    }

    [Fact]
    public async Task The_model_that_a_failed_job_left_is_found()
    {
        using var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob("JOB_STATE_FAILED", $$""","tunedModel":{"model":"{{VertexWorld.Model}}@1"}"""))
            .On("GET v1/" + VertexWorld.Model + "@1", $$"""{"name":"{{VertexWorld.Model}}","versionId":"1"}""");

        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions { KeepTrainingData = true }, world.Options);

        Assert.Equal([VertexWorld.Model], plan.Resources);
    }

    [Fact]
    public async Task Of_several_versions_only_the_one_that_is_meant_goes()
    {
        using var world = Tuned();
        world.Service.On(
            "GET v1/" + VertexWorld.Model + ":listVersions",
            $$"""{"models":[{"name":"{{VertexWorld.Model}}@1","versionId":"1"},{"name":"{{VertexWorld.Model}}@2","versionId":"2"}]}""")
            .On("DELETE v1/" + VertexWorld.Model + "@1:deleteVersion", Done);

        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions { KeepTrainingData = true }, world.Options);
        await world.Backend.DeleteTunedModelAsync(plan with { Resources = [plan.Resources[^1]] }, world.Options);

        Assert.Equal(VertexWorld.Model + "@1", plan.Resources[^1]);
        Assert.EndsWith(":deleteVersion", world.Service.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_named_without_version_goes_with_all_of_them()
    {
        const string Other = VertexWorld.Numbered + "/endpoints/42";
        using var world = Tuned();
        world.Service.On(
            "GET v1/" + VertexWorld.Model + ":listVersions",
            "{\"models\":[" + VertexWorld.RegisteredModel() + ",{\"name\":\"" + VertexWorld.Model + "@2\",\"deployedModels\":[{\"endpoint\":\"" + Other + "\"}]}]}")
            .On("GET v1/" + Other, VertexWorld.EndpointWith(Other, "42").Replace("@1", "@2", StringComparison.Ordinal));

        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Model, new DeletionOptions { KeepTrainingData = true }, world.Options);

        Assert.Equal([Other + "/deployedModels/42", Other, VertexWorld.Model], plan.Resources.Skip(4));
    }

    [Fact]
    public async Task An_endpoint_that_serves_another_model_too_stays()
    {
        var shared = VertexWorld.EndpointWith(Checkpoint, "32").Replace("\"deployedModels\": [", "\"deployedModels\": [ { \"id\": \"50\", \"model\": \"projects/1/locations/us-central1/models/1\" },", StringComparison.Ordinal);
        using var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.SucceededJob())
            .On("GET v1/" + VertexWorld.Model + "@1", VertexWorld.RegisteredModel())
            .On("GET v1/" + Checkpoint, shared);

        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions(), world.Options);

        Assert.Equal([Checkpoint + "/deployedModels/32", VertexWorld.Model], plan.Resources);
    }

    [Fact]
    public async Task A_job_that_made_nothing_leaves_nothing_to_delete()
    {
        using var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob("JOB_STATE_CANCELLED"));

        var error = await Assert.ThrowsAsync<TuningException>(
            () => world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions { KeepTrainingData = true }, world.Options));

        Assert.Equal("NothingToDelete", error.ErrorId);
    }

    [Fact]
    public async Task A_job_under_way_is_cancelled_first_and_its_end_awaited()
    {
        using var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob())
            .On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob())
            .On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob("JOB_STATE_CANCELLING"))
            .On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob("JOB_STATE_CANCELLED", $$""","tunedModel":{"model":"{{VertexWorld.Model}}@1"}"""))
            .On("POST v1/" + VertexWorld.Job + ":cancel", "{}")
            .On("GET v1/" + VertexWorld.Model + "@1", VertexWorld.RegisteredModel())
            .On("DELETE v1/" + VertexWorld.Model, Done)
            .On("GET " + VertexWorld.Place + "/tuningJobs?pageSize=100", "{}");

        var plan = await world.Backend.PlanDeletionAsync(VertexWorld.Job, new DeletionOptions(), world.Options);
        await world.RunAsync(world.Backend.DeleteTunedModelAsync(plan, world.Options));

        Assert.Equal([VertexWorld.Job, "gs://bucket/own-x"], plan.Resources);
        Assert.Single(world.Service.Lines, static line => line.EndsWith(":cancel", StringComparison.Ordinal));
        Assert.Contains("DELETE v1/" + VertexWorld.Model, world.Service.Lines);
        Assert.Equal("gs://bucket/own-x", Assert.Single(world.Uploader.Deleted));
    }

    private static VertexWorld Tuned(string jobs = "{}")
    {
        var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.SucceededJob("gs://bucket/own-1"))
            .On("GET v1/" + VertexWorld.Model, VertexWorld.RegisteredModel())
            .On("GET v1/" + VertexWorld.Model + "@1", VertexWorld.RegisteredModel())
            .On("GET v1/" + VertexWorld.Endpoint, VertexWorld.EndpointWith(VertexWorld.Endpoint, "31"))
            .On("GET v1/" + Checkpoint, VertexWorld.EndpointWith(Checkpoint, "32"))
            .On("GET " + VertexWorld.Place + "/tuningJobs?pageSize=100", jobs);
        return world;
    }
}
