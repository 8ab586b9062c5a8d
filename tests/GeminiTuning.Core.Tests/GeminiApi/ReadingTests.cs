using System;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class ReadingTests
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_tuned_model_is_read_in_full()
    {
        _bench.Network.Answer(Bodies.Active);

        var model = await _bench.RunAsync(backend => backend.GetTunedModelAsync("number-generator-100-7gs9fa0sjx6i", _bench.Options));

        Assert.Equal("tunedModels/number-generator-100-7gs9fa0sjx6i", model.Name);
        Assert.Equal("number-generator-100-7gs9fa0sjx6i", model.Id);
        Assert.Equal(TuningBackend.GeminiApi, model.Backend);
        Assert.Equal("models/gemini-1.0-pro-001", model.BaseModel);
        Assert.Equal("Number Generator 100", model.DisplayName);
        Assert.Equal(TunedModelState.Active, model.State);
        Assert.Equal(new DateTimeOffset(2024, 4, 16, 16, 44, 0, TimeSpan.Zero).AddTicks(4703900), model.CreateTime);
        Assert.Equal(new DateTimeOffset(2024, 4, 16, 16, 44, 2, TimeSpan.Zero).AddTicks(6499787), model.StartTime);
        Assert.Equal((5, 2, 0.001), (model.EpochCount, model.BatchSize, model.LearningRate));
        Assert.Equal((0.9, 1.0, 1), (model.Temperature, model.TopP, model.TopK));
        Assert.Equal([(1, 0, 11.499258), (2, 0, 13.782991)], model.Snapshots.Select(point => (point.Step, point.Epoch, point.MeanLoss)));
        Assert.All(model.Snapshots, point => Assert.Equal(model.Name, point.TunedModel));
    }

    [Fact]
    public async Task A_model_that_was_tuned_on_shows_both_its_sources()
    {
        _bench.Network.Answer("""{"name":"tunedModels/y","tunedModelSource":{"tunedModel":"tunedModels/x","baseModel":"models/b"},"state":2,"readerProjectNumbers":["123456789012"]}""");

        var model = await _bench.RunAsync(backend => backend.GetTunedModelAsync("y", _bench.Options));

        Assert.Equal(("tunedModels/x", "models/b", TunedModelState.Active), (model.SourceModel, model.BaseModel, model.State));
        Assert.Equal([123456789012L], model.ReaderProjectNumbers);
    }

    [Theory]
    [InlineData("2024-04-16T16:44:04Z", 0)]
    [InlineData("2024-04-16T16:44:04.5Z", 5000000)]
    [InlineData("2024-04-16T16:44:04.470Z", 4700000)]
    [InlineData("2024-04-16T16:44:04.470390Z", 4703900)]
    [InlineData("2024-04-16T16:44:04.280815837Z", 2808158)]
    [InlineData("2024-04-16T18:44:04.5+02:00", 5000000)]
    public async Task Times_may_have_any_number_of_digits(string time, long ticks)
    {
        _bench.Network.Answer($$"""{"name":"tunedModels/x","createTime":"{{time}}"}""");

        var model = await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options));

        Assert.Equal(new DateTimeOffset(2024, 4, 16, 16, 44, 4, TimeSpan.Zero).AddTicks(ticks), model.CreateTime);
    }

    [Theory]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("\"2.5\"", 2.5)]
    [InlineData("1e-3", 0.001)]
    public async Task A_loss_may_be_any_number(string written, double expected)
    {
        _bench.Network.Answer("{\"name\":\"tunedModels/x\",\"tuningTask\":{\"snapshots\":[{\"step\":1,\"meanLoss\":" + written + "}]}}");

        var curve = await _bench.RunAsync(backend => backend.GetLossAsync("x", _bench.Options));

        Assert.Equal(expected, Assert.Single(curve).MeanLoss);
    }

    [Theory]
    [InlineData("\"CREATING\"", TunedModelState.Creating)]
    [InlineData("\"ACTIVE\"", TunedModelState.Active)]
    [InlineData("\"FAILED\"", TunedModelState.Failed)]
    [InlineData("1", TunedModelState.Creating)]
    [InlineData("3", TunedModelState.Failed)]
    [InlineData("\"STATE_UNSPECIFIED\"", TunedModelState.Unspecified)]
    [InlineData("\"HIBERNATING\"", TunedModelState.Unspecified)]
    [InlineData("null", TunedModelState.Unspecified)]
    public async Task States_come_by_name_by_number_or_from_the_future(string written, TunedModelState expected)
    {
        _bench.Network.Answer($$"""{"name":"tunedModels/x","state":{{written}},"newField":{"a":[1]} }""");

        Assert.Equal(expected, (await _bench.RunAsync(backend => backend.GetTunedModelAsync("x", _bench.Options))).State);
    }

    [Fact]
    public async Task Pages_repeat_the_query_and_an_empty_one_is_an_empty_object()
    {
        _bench.Network.Answer("{\"tunedModels\":[" + Bodies.Active + "],\"nextPageToken\":\"a+b/c=\"}").Answer("{}");
        var query = new TunedModelQuery { Filter = "owner:me", PageSize = 7 };

        var (first, second) = await _bench.RunAsync(async backend =>
        {
            var one = await backend.ListTunedModelsAsync(query, null, _bench.Options);
            return (one, await backend.ListTunedModelsAsync(query, one.NextPageToken, _bench.Options));
        });

        Assert.Single(first.Items);
        Assert.Equal("a+b/c=", first.NextPageToken);
        Assert.Empty(second.Items);
        Assert.Null(second.NextPageToken);
        Assert.Equal(
            ["GET /v1beta/tunedModels?pageSize=7&filter=owner%3Ame", "GET /v1beta/tunedModels?pageSize=7&filter=owner%3Ame&pageToken=a%2Bb%2Fc%3D"],
            _bench.Network.Lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_size_that_the_service_would_quietly_change_is_refused(int size) =>
        Assert.Equal("PageSizeOutOfRange", (await _bench.FaultAsync(backend => backend.ListTunedModelsAsync(new TunedModelQuery { PageSize = size }, null, _bench.Options))).ErrorId);

    [Fact]
    public async Task Models_are_listed_by_the_thousand()
    {
        _bench.Network.Answer("{\"models\":[" + Bodies.Tunable + "," + Bodies.NotTunable + "],\"nextPageToken\":\"\"}");

        var page = await _bench.RunAsync(backend => backend.ListModelsAsync(null, _bench.Options));

        Assert.Equal(["GET /v1beta/models?pageSize=1000"], _bench.Network.Lines);
        Assert.Null(page.NextPageToken);
        Assert.Equal([true, false], page.Items.Select(model => model.Tunable));
        var tunable = page.Items[0];
        Assert.Equal(("001", 16384, 8192, 1.0, 0.95, 64, 2.0), (tunable.Version, tunable.InputTokenLimit, tunable.OutputTokenLimit, tunable.Temperature, tunable.TopP, tunable.TopK, tunable.MaxTemperature));
    }

    [Fact]
    public async Task A_missing_model_is_an_error_of_its_own()
    {
        _bench.Network.Refuse(404, "NOT_FOUND", "models/x is not found for API version v1beta.");

        Assert.Equal("ModelNotFound", (await _bench.FaultAsync(backend => backend.GetModelAsync("x", _bench.Options))).ErrorId);
    }
}
