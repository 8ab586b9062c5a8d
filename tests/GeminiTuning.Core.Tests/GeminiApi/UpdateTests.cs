using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class UpdateTests
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task The_mask_and_the_body_hold_what_was_given_and_nothing_else()
    {
        _bench.Network.Answer(Bodies.Active);

        var model = await UpdateAsync(new TunedModelUpdate { Description = "", TopP = 0.5, TopK = 40 });

        Assert.Equal(["PATCH /v1beta/tunedModels/x?updateMask=description,topP,topK"], _bench.Network.Lines);
        Assert.Equal("""{"description":"","topP":0.5,"topK":40}""", _bench.Network.Sent[0].Body);
        Assert.Equal("Number Generator 100", model.DisplayName);
    }

    [Fact]
    public async Task After_an_answer_with_the_changed_fields_only_the_model_is_got_again()
    {
        _bench.Network.Answer("""{"displayName":"new"}""").Answer(Bodies.Active);

        var model = await UpdateAsync(new TunedModelUpdate { DisplayName = "new" });

        Assert.Equal(["PATCH /v1beta/tunedModels/x?updateMask=displayName", "GET /v1beta/tunedModels/x"], _bench.Network.Lines);
        Assert.Equal(TunedModelState.Active, model.State);
    }

    [Theory]
    [InlineData(null, null, null, null, "NothingToUpdate")]
    [InlineData("12345678901234567890123456789012345678901", null, null, null, "DisplayNameTooLong")]
    [InlineData(null, 1.5, null, null, "TemperatureOutOfRange")]
    [InlineData(null, null, double.NaN, null, "TopPOutOfRange")]
    [InlineData(null, null, null, 0, "TopKOutOfRange")]
    public async Task A_change_that_breaks_a_rule_is_not_sent(string? name, double? temperature, double? topP, int? topK, string id)
    {
        var update = new TunedModelUpdate { DisplayName = name, Temperature = temperature, TopP = topP, TopK = topK };

        Assert.Equal(id, (await _bench.FaultAsync(backend => backend.UpdateTunedModelAsync("x", update, _bench.Options))).ErrorId);
        using var backend = await _bench.BackendAsync();
        Assert.Equal(id, Assert.Throws<TuningException>(() => backend.Validate("x", update)).ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Fact]
    public async Task Deleting_is_one_request()
    {
        _bench.Network.Answer("{}");

        await _bench.RunAsync(backend => backend.DeleteTunedModelAsync(new DeletionPlan("tunedModels/x", ["tunedModels/x"]), _bench.Options));

        Assert.Equal(["DELETE /v1beta/tunedModels/x"], _bench.Network.Lines);
    }

    private Task<TunedModel> UpdateAsync(TunedModelUpdate update) => _bench.RunAsync(backend => backend.UpdateTunedModelAsync("x", update, _bench.Options));
}
