using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class PredictionTests
{
    private const string Answer = """{"candidates":[{"content":{"role":"model","parts":[{"text":"4"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"m","createTime":"2026-08-20T10:00:00.1Z"}""";
    private const string Ask = "POST v1/" + VertexWorld.Endpoint + ":generateContent";

    [Theory]
    [InlineData(VertexWorld.Job)]
    [InlineData("tuningJobs/5555555555555555555")]
    [InlineData("5555555555555555555")]
    [InlineData("8888888888888888888")]
    [InlineData("models/8888888888888888888@1")]
    [InlineData(VertexWorld.Model)]
    public async Task Any_name_of_a_tuned_model_leads_to_its_endpoint(string name)
    {
        using var world = Tuned();
        world.Service.On(Ask, Answer);
        var request = new PredictionRequest { Model = name, Prompt = "3" };

        var answer = await world.Backend.PredictAsync(request, world.Options);
        var looks = world.Service.Requests.Count;
        await world.Backend.PredictAsync(request, world.Options);

        Assert.Equal("4", answer.Text);
        Assert.Equal(VertexWorld.Endpoint, answer.Model);
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"3"}]}]}""", world.Service.Requests[^1].Body);
        Assert.Equal(looks + 1, world.Service.Requests.Count);
    }

    [Theory]
    [InlineData("gemini-2.5-flash", VertexWorld.Place + "/publishers/google/models/gemini-2.5-flash", "us-central1-aiplatform.googleapis.com")]
    [InlineData("models/gemini-2.5-flash", VertexWorld.Place + "/publishers/google/models/gemini-2.5-flash", "us-central1-aiplatform.googleapis.com")]
    [InlineData("projects/q/locations/us/endpoints/7", "v1/projects/q/locations/us/endpoints/7", "aiplatform.us.rep.googleapis.com")]
    [InlineData("projects/q/locations/global/publishers/google/models/m", "v1/projects/q/locations/global/publishers/google/models/m", "aiplatform.googleapis.com")]
    public async Task What_can_be_asked_is_asked_at_its_own_host(string name, string path, string host)
    {
        using var world = new VertexWorld();
        world.Service.On("POST " + path + ":generateContent", Answer);

        await world.Backend.PredictAsync(new PredictionRequest { Model = name, Prompt = "3" }, world.Options);

        Assert.Equal(host, Assert.Single(world.Service.Requests).Host);
    }

    [Fact]
    public async Task Pieces_arrive_one_by_one()
    {
        using var world = Tuned();
        world.Service.On(
            "POST v1/" + VertexWorld.Endpoint + ":streamGenerateContent?alt=sse",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\r\n\r\ndata: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}]}\r\n\r\n");
        var pieces = new List<string>();

        await world.Backend.PredictStreamingAsync(new PredictionRequest { Model = VertexWorld.Endpoint, Prompt = "3" }, piece => pieces.Add(piece.Text), world.Options);

        Assert.Equal(["a", "b"], pieces);
    }

    [Fact]
    public async Task A_model_in_the_making_is_not_ready()
    {
        using var world = new VertexWorld();
        world.Service.On("GET v1/" + VertexWorld.Job, VertexWorld.RunningJob());

        var error = await Assert.ThrowsAsync<TuningException>(
            () => world.Backend.PredictAsync(new PredictionRequest { Model = VertexWorld.Job, Prompt = "3" }, world.Options));

        Assert.Equal("TunedModelNotReady", error.ErrorId);
    }

    [Fact]
    public async Task A_number_of_nothing_is_not_found()
    {
        using var world = new VertexWorld();

        var error = await Assert.ThrowsAsync<TuningException>(
            () => world.Backend.PredictAsync(new PredictionRequest { Model = "42", Prompt = "3" }, world.Options));

        Assert.Equal("TunedModelNotFound", error.ErrorId);
        Assert.Equal(
            ["tuningJobs", "endpoints", "models"],
            world.Service.Lines.Select(static line => line.Split('/')[^2]));
    }

    private static VertexWorld Tuned()
    {
        var world = new VertexWorld();
        foreach (var place in new[] { VertexWorld.Place, "v1/" + VertexWorld.Numbered })
        {
            world.Service.On("GET " + place + "/tuningJobs/5555555555555555555", VertexWorld.SucceededJob())
                .On("GET " + place + "/models/8888888888888888888", VertexWorld.RegisteredModel())
                .On("GET " + place + "/models/8888888888888888888@1", VertexWorld.RegisteredModel());
        }

        return world;
    }
}
