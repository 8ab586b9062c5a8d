using System.Threading.Tasks;
using GeminiTuning.Core.Tests.Support;
using Xunit;

namespace GeminiTuning.Core.Tests.GeminiApi;

public sealed class NameTests
{
    private readonly TestBench _bench = new();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("../models/x")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("x?key=1")]
    [InlineData("x#y")]
    [InlineData("x%2e")]
    [InlineData("x:generateContent")]
    [InlineData("x\n")]
    [InlineData("*")]
    [InlineData("tunedModels/")]
    [InlineData("tunedModels/a/b")]
    [InlineData("tunedModels/x/operations/")]
    [InlineData("tunedModels/x/operations/../../y")]
    [InlineData("TunedModels/x")]
    [InlineData("models/x")]
    public async Task A_tuned_models_name_that_could_reach_elsewhere_is_never_sent(string name)
    {
        var fault = await _bench.FaultAsync(backend => backend.GetTunedModelAsync(name, _bench.Options));

        Assert.Equal("TunedModelNameInvalid", fault.ErrorId);
        Assert.Equal(TuningErrorKind.InvalidArgument, fault.Kind);
        Assert.Equal(name, fault.Target);
        await _bench.FaultAsync(backend => backend.PlanDeletionAsync(name, new DeletionOptions(), _bench.Options));
        await _bench.FaultAsync(backend => backend.GetJobAsync(name, _bench.Options));
        await _bench.FaultAsync(backend => backend.CancelJobAsync(name, _bench.Options));
        await _bench.FaultAsync(backend => backend.GetLossAsync(name, _bench.Options));
        Assert.Empty(_bench.Network.Sent);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("tunedModels/x")]
    [InlineData("models/a/b")]
    [InlineData("models/")]
    public async Task A_models_name_that_could_reach_elsewhere_is_never_sent(string name)
    {
        Assert.Equal("ModelNameInvalid", (await _bench.FaultAsync(backend => backend.GetModelAsync(name, _bench.Options))).ErrorId);
        Assert.Empty(_bench.Network.Sent);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("tunedModels/x")]
    [InlineData("tunedModels/x/operations/y")]
    public async Task A_tuned_model_can_be_named_in_short_in_full_or_by_its_job(string name)
    {
        _bench.Network.Answer(Bodies.Active);

        await _bench.RunAsync(backend => backend.GetTunedModelAsync(name, _bench.Options));

        Assert.Equal(["GET /v1beta/tunedModels/x"], _bench.Network.Lines);
    }

    [Theory]
    [InlineData("gemini-1.5-flash-001-tuning")]
    [InlineData("models/gemini-1.5-flash-001-tuning")]
    public async Task A_model_can_be_named_in_short_or_in_full(string name)
    {
        _bench.Network.Answer(Bodies.Tunable);

        await _bench.RunAsync(backend => backend.GetModelAsync(name, _bench.Options));

        Assert.Equal(["GET /v1beta/models/gemini-1.5-flash-001-tuning"], _bench.Network.Lines);
    }
}
