using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class StateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    private string StatePath => Path.Combine(_directory, "deep", "state.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Everything_is_there_again_after_a_restart()
    {
        const string Model = "v1beta/tunedModels/numbers";
        const string Body = """{"contents": [{"parts": [{"text": "1"}]}], "generationConfig": {"temperature": 0, "seed": 1}}""";
        string model, operation, permissions, answer, operationName;
        using (var emulator = Start())
        {
            operationName = await emulator.Create("numbers", "\"displayName\": \"Numbers\", \"readerProjectNumbers\": [5],");
            await emulator.WaitUntilDone(operationName);
            await emulator.SendWithToken(HttpMethod.Post, Model + "/permissions", """{"granteeType": "USER", "emailAddress": "user@example.com", "role": "READER"}""");
            model = (await emulator.Get(Model)).Text;
            operation = (await emulator.Get("v1beta/" + operationName)).Text;
            permissions = (await emulator.SendWithToken(HttpMethod.Get, Model + "/permissions")).Text;
            answer = (await emulator.Post(Model + ":generateContent", Body)).Text;
        }

        using var again = Start();
        Assert.Equal(model, (await again.Get(Model)).Text);
        Assert.Equal(operation, (await again.Get("v1beta/" + operationName)).Text);
        Assert.Equal(permissions, (await again.SendWithToken(HttpMethod.Get, Model + "/permissions")).Text);
        Assert.Equal(answer, (await again.Post(Model + ":generateContent", Body)).Text);
        await again.CreateActive("more");
    }

    [Fact]
    public async Task A_change_is_in_the_file_when_it_is_answered()
    {
        using var emulator = Start(TimeSpan.FromHours(1));
        await emulator.Create("numbers");
        Assert.Contains("tunedModels/numbers", await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await emulator.Delete("v1beta/tunedModels/numbers");
        Assert.DoesNotContain("\"displayName\"", await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([StatePath], Directory.GetFiles(Path.GetDirectoryName(StatePath)!));
    }

    [Fact]
    public async Task A_run_that_was_not_complete_has_failed_after_a_restart()
    {
        string name;
        using (var emulator = Start(TimeSpan.FromHours(1)))
        {
            name = await emulator.Create("numbers");
        }

        using var again = Start();
        var operation = (await again.Get("v1beta/" + name)).Json;
        Assert.True((bool)operation["done"]!);
        Assert.Equal(
            (10, "The emulator stopped before the tuning run was complete. Create the tuned model again."),
            ((int)operation["error"]!["code"]!, (string?)operation["error"]!["message"]));
        Assert.Equal("FAILED", (string?)(await again.Get("v1beta/tunedModels/numbers")).Json["state"]);
    }

    [Theory]
    [InlineData("{ \"formatVersion\": 1, ")]
    [InlineData("{ \"formatVersion\": 2 }")]
    [InlineData("{ \"something\": \"else\" }")]
    [InlineData("""{ "formatVersion": 1, "tunedModels": [{ "tunedModel": { "name": "tunedModels/a" } }] }""")]
    [InlineData("""
        {"formatVersion": 1, "tunedModels": [{"weights": "AAAA", "tunedModel": {"name": "tunedModels/a", "state": "ACTIVE", "createTime": "2026-01-02T03:04:05Z",
         "updateTime": "2026-01-02T03:04:05Z", "tuningTask": {"hyperparameters": {}}}}]}
        """)]
    public void A_damaged_file_is_named_and_left_alone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StatePath)!);
        File.WriteAllText(StatePath, content);
        var exception = Assert.Throws<TuningException>(() => Start());
        Assert.Equal(("EmulatorStateInvalid", TuningErrorKind.InvalidData), (exception.ErrorId, exception.Kind));
        Assert.Contains($"'{StatePath}' is not a state file of this emulator, or it is damaged: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Move it away or delete it", exception.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(StatePath));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_at_once()
    {
        Directory.CreateDirectory(StatePath);
        var exception = Assert.Throws<TuningException>(() => Start());
        Assert.Equal("EmulatorStateNotWritable", exception.ErrorId);
        Assert.Contains(StatePath, exception.Message, StringComparison.Ordinal);
    }

    private TestEmulator Start(TimeSpan duration = default) => new(new EmulatorOptions { StatePath = StatePath, TuningDuration = duration });
}
