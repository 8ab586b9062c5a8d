using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.Specs;

public sealed class SpecErrorTests : IDisposable
{
    private readonly SpecFolder _folder = new();

    public static TheoryData<string, string, string> Broken => new()
    {
        { "baseModel: m\ntrainingDta: rows.csv\n", "SpecKeyUnknown", "tuning.yaml, line 2, column 1: 'trainingDta' is no key of a spec. Did you mean 'trainingData'?" },
        { "baseModel: m\nepochCount: 3\n", "SpecKeyUnknown", "tuning.yaml, line 2, column 1: 'epochCount' is no key of a spec. Did you mean 'epochCount', which stands under hyperparameters?" },
        { "baseModel: m\nhyperparameters:\n  epochcount: 3\n", "SpecKeyUnknown", "tuning.yaml, line 3, column 3: 'epochcount' is no key of hyperparameters. Did you mean 'epochCount'?" },
        { "baseModel: m\nsweep:\n  displayName: [a]\n", "SpecKeyUnknown", "tuning.yaml, line 3, column 3: 'displayName' is no key of sweep. Did you mean 'displayName', which does not stand under sweep?" },
        { "{ \"baseModel\": 3 }", "SpecValueInvalid", "tuning.yaml, line 1, column 16: baseModel takes text, and '3' is none. Put it in quotes." },
        { "baseModel:\ntrainingData: rows.csv\n", "SpecValueInvalid", "tuning.yaml, line 1, column 1: baseModel has no value. Write one, or leave the key out." },
        { "baseModel: [m]\n", "SpecValueInvalid", "tuning.yaml, line 1, column 12: baseModel takes one value, not a list." },
        { "hyperparameters: { epochCount: 0 }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 32: hyperparameters.epochCount takes a whole number from 1, not '0'." },
        { "hyperparameters: { epochCount: '3' }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 32: hyperparameters.epochCount takes a whole number from 1, not '3'." },
        { "hyperparameters: { learningRate: .inf }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 34: hyperparameters.learningRate takes a number above 0, not '.inf'." },
        { "hyperparameters: { adapterSize: 3 }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 33: hyperparameters.adapterSize takes one of 1, 2, 4, 8, 16, 32, not '3'." },
        { "hyperparameters: 3\n", "SpecValueInvalid", "tuning.yaml, line 1, column 18: hyperparameters takes keys of its own, on indented lines." },
        { "temperature: 1.5\n", "SpecValueInvalid", "tuning.yaml, line 1, column 14: temperature takes a number from 0 to 1, not '1.5'." },
        { "exportLastCheckpointOnly: maybe\n", "SpecValueInvalid", "tuning.yaml, line 1, column 27: exportLastCheckpointOnly takes true or false, not 'maybe'." },
        { "method: supervised\n", "SpecValueInvalid", "tuning.yaml, line 1, column 9: method takes one of Supervised, Preference, not 'supervised'." },
        { "labels: { team: 7 }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 17: labels.team takes text, and '7' is none. Put it in quotes." },
        { "sweep: { epochCount: 3 }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 22: sweep.epochCount takes a list, such as [1, 2]." },
        { "sweep: { epochCount: [3, 3] }\n", "SpecValueInvalid", "tuning.yaml, line 1, column 26: sweep.epochCount has this value twice." },
        { "hyperparameters: { epochCount: 1 }\nsweep: { epochCount: [3] }\n", "SpecValueInvalid", "tuning.yaml, line 2, column 22: epochCount stands in both hyperparameters and sweep. Keep one of them." },
        { "baseModel: m\ntrainingData: gone.csv\n", "SpecDataNotFound", "tuning.yaml, line 2, column 15: no file matches 'gone.csv'." },
        { "baseModel: m\ntrainingData: PUT-THE-PATH-OF-YOUR-TRAINING-DATA-HERE\n", "SpecDataPlaceholder", "tuning.yaml, line 2, column 15: the Gemini API does not give training data back" },
        { "backend: VertexAI\nbaseModel: m\n", "SpecConnectionMismatch", "tuning.yaml, line 1, column 10: the spec is for the backend 'VertexAI', and the connection is to 'GeminiApi'." },
        { "location: us-central1\n", "SpecConnectionMismatch", "tuning.yaml, line 1, column 11: the spec is for the location 'us-central1', and the connection has none." },
        { "trainingData: rows.csv\n", "SpecKeyMissing", "tuning.yaml: the key 'baseModel' is missing. Add it, or give -BaseModel." },
        { "baseModel: m\n", "SpecKeyMissing", "tuning.yaml: the key 'trainingData' is missing. Add it, or give -TrainingDataPath." },
        { "baseModel: ${env:NO_SUCH}\n", "SpecVariableMissing", "tuning.yaml, line 1, column 12: the environment variable 'NO_SUCH' is not set." },
        { "baseModel: !!str m\n", "SpecSyntaxInvalid", "tuning.yaml, line 1, column 12: the tag 'tag:yaml.org,2002:str' has no meaning in a spec. Take it out." },
        { "baseModel: m\nbaseModel: n\n", "SpecSyntaxInvalid", "tuning.yaml, line 2, column 1: this is neither YAML nor JSON: " },
        { "baseModel: \"m\n", "SpecSyntaxInvalid", "tuning.yaml, line " },
        { "baseModel: *gone\n", "SpecSyntaxInvalid", "tuning.yaml, line 1, column 12: nothing before has the anchor '&gone'." },
        { "a: &a\n  <<: *a\n", "SpecKeyUnknown", "tuning.yaml, line 1, column 1: 'a' is no key" },
        { "hyperparameters: &h\n  <<: *h\n", "SpecSyntaxInvalid", "tuning.yaml, line 1, column 18: the merge keys go round in a circle." },
        { "baseModel: m\n---\nbaseModel: n\n", "SpecSyntaxInvalid", "tuning.yaml, line 3, column 1: a second document begins here." },
        { "", "SpecSyntaxInvalid", "tuning.yaml, line 1, column 1: there are no keys." },
        { "- 1\n", "SpecSyntaxInvalid", "tuning.yaml, line 1, column 1: there are no keys." },
        { "baseModel: m\ntrainingData: rows.csv\nid: Bad Id\n", "TunedModelIdInvalid", "tuning.yaml: " },
        { "baseModel: m\ntrainingData: rows.csv\nlabels: { a: b }\n", "ParameterNotSupported", "tuning.yaml: The Gemini API has no field for -Label" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_fault_is_named_with_its_place(string text, string id, string message)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync(text));
        Assert.Equal(id, fault.ErrorId);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_without_end_is_a_fault_and_no_crash()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync(new string('[', 100_000)));
        Assert.Equal("SpecSyntaxInvalid", fault.ErrorId);
    }

    [Fact]
    public async Task The_value_of_a_variable_is_in_no_error()
    {
        _folder.Bench.Environment["MODEL_NAME"] = "Secret Value";
        var read = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync("hyperparameters: { epochCount: '${env:MODEL_NAME}' }"));
        var checkedLater = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync("baseModel: m\ntrainingData: rows.csv\nid: ${env:MODEL_NAME}\n"));
        var path = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadAsync("baseModel: m\ntrainingData: ${env:MODEL_NAME}.csv\n"));

        Assert.Equal("TunedModelIdInvalid", checkedLater.ErrorId);
        Assert.All([read, checkedLater, path], static fault =>
        {
            Assert.Contains("${env:MODEL_NAME}", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Secret Value", fault + fault.Target?.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_spec_that_is_no_file_has_no_lines()
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadObjectAsync(new Dictionary<string, object> { ["hyperparameters"] = new Dictionary<string, object> { ["epochCount"] = 0 } }));
        Assert.Equal("spec 1: hyperparameters.epochCount takes a whole number from 1, not '0'.", fault.Message);
    }

    [Theory]
    [InlineData("no-such.yaml", "SpecNotFound")]
    [InlineData("", "SpecUnreadable")]
    public async Task What_cannot_be_read_is_said_so(string name, string id)
    {
        var fault = await Assert.ThrowsAsync<TuningException>(() => _folder.ReadObjectAsync(Path.Combine(_folder.Path, name)));
        Assert.Equal(id, fault.ErrorId);
    }
}
