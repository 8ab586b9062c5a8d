using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class TunedModelTests
{
    private const string Jobs = "GET " + VertexWorld.Place + "/tuningJobs?pageSize=100";
    private const string Models = "GET " + VertexWorld.Place + "/models?pageSize=100&filter=labels.google-vertex-llm-tuning-base-model-id:*";
    private static readonly string[] Unversioned = ["GET v1/" + VertexWorld.Model, "GET v1/" + VertexWorld.Model + "@1"];

    [Fact]
    public async Task A_tuned_model_is_what_its_job_and_the_registry_say()
    {
        using var world = Tuned();

        var model = await world.Backend.GetTunedModelAsync(VertexWorld.Model, world.Options);

        Assert.Equal(VertexWorld.Model + "@1", model.Name);
        Assert.Equal("my-tuned", model.DisplayName);
        Assert.Equal("gemini-2.5-flash", model.BaseModel);
        Assert.Equal(TunedModelState.Active, model.State);
        Assert.Equal(VertexWorld.Endpoint, model.Endpoint);
        Assert.Equal(VertexWorld.Job, model.TuningJob);
        Assert.Equal(3, model.Checkpoints.Count);
        Assert.Equal(3, model.EpochCount);
        Assert.Equal("sft", model.Labels["tune-type"]);
    }

    [Fact]
    public async Task A_listing_has_each_model_once_and_none_that_was_deleted_or_never_made()
    {
        using var world = new VertexWorld();
        var deleted = VertexWorld.SucceededJob().Replace("8888888888888888888", "77", StringComparison.Ordinal).Replace("5555555555555555555", "55", StringComparison.Ordinal);
        var making = VertexWorld.RunningJob().Replace("5555555555555555555", "56", StringComparison.Ordinal);
        var failed = VertexWorld.RunningJob("JOB_STATE_FAILED").Replace("5555555555555555555", "57", StringComparison.Ordinal);
        var lone = VertexWorld.RegisteredModel().Replace("8888888888888888888", "99", StringComparison.Ordinal);
        world.Service.On(Models, "{\"models\":[" + VertexWorld.RegisteredModel() + "],\"nextPageToken\":\"m\"}")
            .On(Models + "&pageToken=m", "{\"models\":[" + lone + "]}")
            .On(Jobs, "{\"tuningJobs\":[" + VertexWorld.SucceededJob() + "," + deleted + "],\"nextPageToken\":\"t\"}")
            .On(Jobs + "&pageToken=t", "{\"tuningJobs\":[" + making + "," + failed + "]}");

        var first = await world.Backend.ListTunedModelsAsync(new TunedModelQuery(), null, world.Options);
        var second = await world.Backend.ListTunedModelsAsync(new TunedModelQuery(), first.NextPageToken, world.Options);

        Assert.Equal([VertexWorld.Model + "@1"], first.Items.Select(static model => model.Name));
        Assert.Equal(
            [VertexWorld.Numbered + "/tuningJobs/56", VertexWorld.Numbered + "/models/99@1"],
            second.Items.Select(static model => model.Name));
        Assert.Equal([TunedModelState.Creating, TunedModelState.Active], second.Items.Select(static model => model.State));
        Assert.Null(second.NextPageToken);
    }

    [Fact]
    public async Task A_version_that_was_deleted_is_not_listed_for_its_sister()
    {
        using var world = new VertexWorld();
        var second = VertexWorld.RegisteredModel().Replace("\"versionId\": \"1\"", "\"versionId\": \"2\"", StringComparison.Ordinal);
        world.Service.On(Models, "{\"models\":[" + second + "]}").On(Jobs, "{\"tuningJobs\":[" + VertexWorld.SucceededJob() + "]}");

        var page = await world.Backend.ListTunedModelsAsync(new TunedModelQuery(), null, world.Options);

        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task A_change_keeps_the_labels_of_the_service()
    {
        using var world = Tuned();
        world.Service.On("PATCH v1/" + VertexWorld.Model + "?updateMask=displayName,description,labels", VertexWorld.RegisteredModel())
            .On("PATCH v1/" + VertexWorld.Model + "@1?updateMask=defaultCheckpointId", VertexWorld.RegisteredModel());
        var update = new TunedModelUpdate
        {
            DisplayName = "new",
            Description = string.Empty,
            Labels = new Dictionary<string, string> { ["team"] = "b" },
            DefaultCheckpointId = "2",
        };

        var model = await world.Backend.UpdateTunedModelAsync(VertexWorld.Job, update, world.Options);

        Assert.Equal(
            [
                """{"displayName":"new","description":"","labels":{"google-vertex-llm-tuning-base-model-id":"gemini-2.5-flash","google-vertex-llm-tuning-job-id":"5555555555555555555","tune-type":"sft","team":"b"}}""",
                """{"defaultCheckpointId":"2"}""",
            ],
            world.Service.Requests.Select(static request => request.Body).Where(static body => body != null));
        Assert.Equal(VertexWorld.Model + "@1", model.Name);
    }

    public static TheoryData<string, TunedModelUpdate> Mistakes => new()
    {
        { "NothingToUpdate", new TunedModelUpdate() },
        { "ParameterNotSupported", new TunedModelUpdate { Temperature = 1 } },
        { "ParameterNotSupported", new TunedModelUpdate { TopP = 1 } },
        { "ParameterNotSupported", new TunedModelUpdate { TopK = 1 } },
        { "DisplayNameTooLong", new TunedModelUpdate { DisplayName = new string('x', 129) } },
        { "LabelInvalid", new TunedModelUpdate { Labels = new Dictionary<string, string> { ["1"] = "a" } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_change_that_cannot_be_is_refused(string error, TunedModelUpdate update)
    {
        using var world = new VertexWorld();

        var exception = Assert.Throws<TuningException>(() => world.Backend.Validate(VertexWorld.Model, update));

        Assert.Equal(error, exception.ErrorId);
        Assert.Empty(world.Service.Requests);
    }

    private static VertexWorld Tuned()
    {
        var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.SucceededJob());
        foreach (var line in Unversioned)
        {
            world.Service.On(line, VertexWorld.RegisteredModel());
        }

        return world;
    }
}
