using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public async Task A_tunable_model_says_so()
    {
        using var emulator = new TestEmulator();
        (await emulator.Get("v1beta/models/gemini-1.5-flash-001-tuning")).ShouldBe(200, """
            {
              "name": "models/gemini-1.5-flash-001-tuning",
              "version": "001",
              "displayName": "Gemini 1.5 Flash 001 Tuning",
              "description": "Version of Gemini 1.5 Flash that supports tuning.",
              "inputTokenLimit": 16384,
              "outputTokenLimit": 8192,
              "supportedGenerationMethods": ["generateContent", "countTokens", "createTunedModel"],
              "temperature": 1,
              "topP": 0.95,
              "topK": 64,
              "maxTemperature": 2
            }
            """);
        Assert.Equal(404, (await emulator.Get("v1beta/models/none")).Status);
    }

    [Fact]
    public async Task The_catalogue_has_pages()
    {
        using var emulator = new TestEmulator();
        var all = (await emulator.Get("v1/models")).Json["models"]!.AsArray();
        var first = (await emulator.Get("v1/models?pageSize=2")).Json;
        var rest = (await emulator.Get($"v1/models?pageToken={first["nextPageToken"]}")).Json["models"]!.AsArray();
        Assert.Equal(all.Select(model => model!.ToJsonString()), first["models"]!.AsArray().Concat(rest).Select(model => model!.ToJsonString()));
    }

    [Fact]
    public async Task Without_a_tunable_model_tuned_models_are_there_but_do_not_answer()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var before = new TestEmulator(new EmulatorOptions { StatePath = path, TuningDuration = TimeSpan.Zero }))
            {
                await before.CreateActive("numbers");
            }

            using var emulator = new TestEmulator(new EmulatorOptions { StatePath = path, NoTunableModel = true });
            Assert.DoesNotContain("createTunedModel", (await emulator.Get("v1beta/models")).Text, StringComparison.Ordinal);
            Assert.Equal(["tunedModels/numbers"], await emulator.ListNames());
            Assert.Equal(200, (await emulator.Patch("v1beta/tunedModels/numbers", """{"description": "kept"}""")).Status);
            (await emulator.Post("v1beta/tunedModels/numbers:generateContent", """{"contents": [{"parts": [{"text": "1"}]}]}""")).ShouldBe(404, """
                {"error": {
                  "code": 404,
                  "message": "models/gemini-1.5-flash-001-tuning is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.",
                  "status": "NOT_FOUND"
                }}
                """);
            Assert.Equal(404, (await emulator.Post("v1beta/tunedModels", TestEmulator.CreationBody())).Status);
            (await emulator.Delete("v1beta/tunedModels/numbers")).ShouldBe(200, "{}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
