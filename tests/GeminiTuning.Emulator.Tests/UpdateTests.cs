using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class UpdateTests : IAsyncLifetime
{
    private const string Path = "v1beta/tunedModels/numbers";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public async ValueTask InitializeAsync() => await _emulator.Create("numbers", "\"displayName\": \"Numbers\", \"description\": \"old\",");

    public ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("description", "Numbers", "new")]
    [InlineData("display_name", "Renamed", "old")]
    [InlineData("displayName,description", "Renamed", "new")]
    [InlineData("*", "Renamed", "new")]
    public async Task A_mask_says_what_is_changed(string mask, string displayName, string description)
    {
        var reply = await _emulator.Patch($"{Path}?updateMask={mask}", """{"displayName": "Renamed", "description": "new"}""");
        Assert.Equal((200, displayName, description), (reply.Status, (string?)reply.Json["displayName"], (string?)reply.Json["description"]));
        Assert.Equal("CREATING", (string?)reply.Json["state"]);
        Assert.Equal(reply.Text.Length, (await _emulator.Get(Path)).Text.Length);
    }

    [Fact]
    public async Task Without_a_mask_all_that_is_given_is_changed()
    {
        _emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var reply = await _emulator.Patch(Path, """{"temperature": 0.2, "top_p": 0.5, "topK": 7, "readerProjectNumbers": [123, "9007199254740993"]}""");
        Assert.Equal(
            ("Numbers", 0.2, 0.5, 7), ((string?)reply.Json["displayName"], (double)reply.Json["temperature"]!, (double)reply.Json["topP"]!, (int)reply.Json["topK"]!));
        Assert.Equal("""["123","9007199254740993"]""", reply.Json["readerProjectNumbers"]!.ToJsonString());
        Assert.Equal("2026-01-02T03:04:06.000000Z", (string?)reply.Json["updateTime"]);
    }

    [Fact]
    public async Task A_whole_resource_is_accepted_and_what_cannot_change_does_not()
    {
        var whole = (await _emulator.Get(Path)).Json;
        whole["description"] = "new";
        whole["state"] = "ACTIVE";
        whole["tuningTask"]!["hyperparameters"]!["epochCount"] = 99;
        var reply = await _emulator.Patch(Path, whole.ToJsonString());
        Assert.Equal((200, "new", "CREATING"), (reply.Status, (string?)reply.Json["description"], (string?)reply.Json["state"]));
        Assert.Equal(5, (int)reply.Json["tuningTask"]!["hyperparameters"]!["epochCount"]!);
    }

    [Fact]
    public async Task What_the_mask_names_and_the_body_has_not_is_cleared()
    {
        await _emulator.Patch(Path, """{"temperature": 0.2}""");
        var reply = await _emulator.Patch(Path + "?update_mask=description,temperature", "{}");
        Assert.Null(reply.Json["description"]);
        Assert.Equal(1, (double)reply.Json["temperature"]!);
    }

    [Fact]
    public async Task A_mask_may_be_spelt_as_a_message() =>
        Assert.Equal("new", (string?)(await _emulator.Patch(Path + "?updateMask.paths=description&updateMask.paths=displayName", """{"description": "new"}""")).Json["description"]);

    [Theory]
    [InlineData("colour", "Invalid field mask: tuned_model has no field 'colour'.")]
    [InlineData("baseModel", "The field 'baseModel' cannot be changed once the tuned model is created. The fields that can are display_name, description, temperature, top_p, top_k, reader_project_numbers.")]
    [InlineData("tuning_task.hyperparameters.epoch_count", "The field 'tuning_task.hyperparameters.epoch_count' cannot be changed once the tuned model is created. The fields that can are display_name, description, temperature, top_p, top_k, reader_project_numbers.")]
    public async Task A_mask_of_what_cannot_be_changed_is_refused(string mask, string problem) =>
        (await _emulator.Patch($"{Path}?updateMask={mask}", "{}")).ShouldRefuse("UpdateTunedModelRequest.update_mask", problem);

    [Theory]
    [InlineData("""{"temperature": 2}""", "temperature", "The temperature must be in the range [0.0, 1.0].")]
    [InlineData("""{"topK": 0}""", "top_k", "top_k must be at least 1.")]
    [InlineData("""{"displayName": "12345678901234567890123456789012345678901"}""", "display_name", "The display name is 41 characters long; at most 40 are allowed, spaces included.")]
    public async Task New_values_are_within_bounds(string body, string field, string problem) =>
        (await _emulator.Patch(Path, body)).ShouldRefuse("UpdateTunedModelRequest.tuned_model." + field, problem);

    [Fact]
    public async Task What_does_not_exist_cannot_be_changed() =>
        (await _emulator.Patch("v1beta/tunedModels/none", "{}")).ShouldFail(404, "NOT_FOUND", "Tuned model tunedModels/none does not exist.");
}
