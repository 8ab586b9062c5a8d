using System;
using System.IO;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class VertexStateTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Jobs_models_endpoints_and_curves_outlive_the_emulator()
    {
        JsonNode job;
        string model;
        string context;
        using (var emulator = new VertexEmulator(statePath: _path))
        {
            job = await emulator.TuneAsync(VertexEmulator.Request(epochCount: 40));
            model = (await emulator.GetAsync((string)job["tunedModel"]!["model"]!)).Text;
            context = (await emulator.GetAsync((string)job["experiment"]!)).Text;
        }

        using var next = new VertexEmulator(statePath: _path);

        Assert.True(JsonNode.DeepEquals(job, (await next.GetAsync((string)job["name"]!)).Json));
        Assert.Equal(model, (await next.GetAsync((string)job["tunedModel"]!["model"]!)).Text);
        Assert.Equal(context, (await next.GetAsync((string)job["experiment"]!)).Text);
        Assert.Equal("yellow", await next.AskAsync((string)job["tunedModel"]!["endpoint"]!, "banana"));
        var later = await next.CreateAsync(VertexEmulator.Request());
        Assert.Equal((string)later["name"]!, (await next.ListNamesAsync(VertexEmulator.Location + "/tuningJobs", "tuningJobs"))[0]);
    }

    [Fact]
    public async Task Job_that_was_not_complete_is_found_failed()
    {
        string name;
        using (var emulator = new VertexEmulator(TimeSpan.FromMinutes(10), _path))
        {
            name = (string)(await emulator.CreateAsync(VertexEmulator.Request()))["name"]!;
        }

        using var next = new VertexEmulator(statePath: _path);

        var job = (await next.GetAsync(name)).Json;
        Assert.Equal("JOB_STATE_FAILED", (string)job["state"]!);
        Assert.Equal(10, (int)job["error"]!["code"]!);
    }

    [Fact]
    public async Task Operation_goes_on_in_the_next_emulator()
    {
        string operation;
        using (var emulator = new VertexEmulator(TimeSpan.FromMinutes(10), _path))
        {
            operation = (string)(await emulator.PostAsync(VertexEmulator.Location + "/endpoints?endpointId=mine", new JsonObject { ["displayName"] = "mine" })).Json["name"]!;
        }

        using var next = new VertexEmulator(TimeSpan.FromMinutes(10), _path);
        next.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((bool)(await next.GetAsync(operation)).Json["done"]!);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync(VertexEmulator.Location + "/endpoints/mine")).Status);
    }
}
