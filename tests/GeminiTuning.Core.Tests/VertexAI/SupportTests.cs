using System;
using System.Collections.Generic;
using GeminiTuning.Core.GeminiApi;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>What only Vertex AI has is refused on the Gemini API.</summary>
public sealed class SupportTests
{
    public static TheoryData<string, Func<TuningRequest, TuningRequest>> OnlyOnVertex => new()
    {
        { "-Method", static request => request with { Method = TuningMethod.Preference } },
        { "-TrainingDataPath gs://...", static request => request with { TrainingDataUri = "gs://b/o" } },
        { "-ValidationData", static request => request with { ValidationData = [] } },
        { "-ValidationDataPath", static request => request with { ValidationDataUri = "gs://b/o" } },
        { "-AdapterSize", static request => request with { AdapterSize = 4 } },
        { "-ExportLastCheckpointOnly", static request => request with { ExportLastCheckpointOnly = true } },
        { "-Label", static request => request with { Labels = new Dictionary<string, string>() } },
        { "-KmsKeyName", static request => request with { KmsKeyName = "k" } },
        { "-ServiceAccount", static request => request with { ServiceAccount = "a" } },
        { "-CheckpointId", static request => request with { CheckpointId = "1" } },
    };

    [Theory]
    [MemberData(nameof(OnlyOnVertex))]
    public void The_Gemini_API_refuses_what_only_Vertex_AI_has(string parameter, Func<TuningRequest, TuningRequest> change)
    {
        var request = new TuningRequest { BaseModel = "models/m", TrainingData = [new TuningExample { TextInput = "1", Output = "2" }] };

        var error = Assert.Throws<TuningException>(() => TuningRequestRules.Plan(change(request)));

        Assert.Equal("ParameterNotSupported", error.ErrorId);
        Assert.Equal(TuningErrorKind.NotSupported, error.Kind);
        Assert.Contains(parameter + ";", error.Message, StringComparison.Ordinal);
        Assert.Contains("Vertex AI", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Gemini_API_refuses_changes_that_only_Vertex_AI_has()
    {
        var error = Assert.Throws<TuningException>(() => TunedModelUpdater.Validate("m", new TunedModelUpdate { DefaultCheckpointId = "1" }));

        Assert.Equal("ParameterNotSupported", error.ErrorId);
    }

    [Fact]
    public void Rows_that_say_more_than_the_Gemini_API_can_take_are_refused()
    {
        var row = new TuningExample { TextInput = "1", Output = "2", RejectedOutput = "3" };

        var error = Assert.Throws<TuningException>(() => TuningRequestRules.Plan(new TuningRequest { BaseModel = "m", TrainingData = [row] }));

        Assert.Equal("TrainingRowInvalid", error.ErrorId);
    }
}
