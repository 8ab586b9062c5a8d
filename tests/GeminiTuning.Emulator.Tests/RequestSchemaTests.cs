using System;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class RequestSchemaTests : IDisposable
{
    private const string Tuned = "v1beta/tunedModels";
    private const string Generate = "v1beta/models/gemini-1.5-flash:generateContent";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task An_unknown_field_is_refused_with_its_path() =>
        (await _emulator.Post(Tuned, """{"tuningTask": {"foo": 1}}""")).ShouldBe(400, """
            {"error": {
              "code": 400,
              "message": "Invalid JSON payload received. Unknown name \"foo\" at 'tuned_model.tuning_task': Cannot find field.",
              "status": "INVALID_ARGUMENT",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{
                  "field": "tuned_model.tuning_task",
                  "description": "Invalid JSON payload received. Unknown name \"foo\" at 'tuned_model.tuning_task': Cannot find field."
                }]
              }]
            }}
            """);

    [Fact]
    public async Task An_unknown_field_at_the_root_is_refused_without_a_path() =>
        (await _emulator.Post(Generate, """{"foo": 1}""")).ShouldBe(400, """
            {"error": {
              "code": 400,
              "message": "Invalid JSON payload received. Unknown name \"foo\": Cannot find field.",
              "status": "INVALID_ARGUMENT",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{"description": "Invalid JSON payload received. Unknown name \"foo\": Cannot find field."}]
              }]
            }}
            """);

    [Fact]
    public async Task All_faults_are_named_with_the_index_of_the_element()
    {
        var reply = await _emulator.Post(Tuned, """
            {"tuning_task": {"training_data": {"examples": {"examples": [{"text_input": "1", "output": "2"}, {"input": "3", "result": "4"}]}}}}
            """);
        const string At = " at 'tuned_model.tuning_task.training_data.examples.examples[1]': Cannot find field.";
        Assert.Equal(
            "Invalid JSON payload received. Unknown name \"input\"" + At + "\nInvalid JSON payload received. Unknown name \"result\"" + At,
            reply.Message);
        Assert.Equal(2, reply.Error["details"]![0]!["fieldViolations"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"topK": "many"}""", "Invalid value at 'tuned_model.top_k' (TYPE_INT32), \"many\"")]
    [InlineData("""{"topK": 1.5}""", "Invalid value at 'tuned_model.top_k' (TYPE_INT32), 1.5")]
    [InlineData("""{"topK": 3000000000}""", "Invalid value at 'tuned_model.top_k' (TYPE_INT32), 3000000000")]
    [InlineData("""{"temperature": true}""", "Invalid value at 'tuned_model.temperature' (TYPE_FLOAT), true")]
    [InlineData("""{"displayName": 5}""", "Invalid value at 'tuned_model.display_name' (TYPE_STRING), 5")]
    [InlineData("""{"displayName": {"a": 1}}""", "Invalid value at 'tuned_model.display_name' (TYPE_STRING), Starting an object on a scalar field")]
    [InlineData("""{"displayName": ["a"]}""", "Invalid JSON payload received. Unknown name \"displayName\" at 'tuned_model': Proto field is not repeating, cannot start list.")]
    [InlineData("""{"tuningTask": "quick"}""", "Invalid value at 'tuned_model.tuning_task' (type.googleapis.com/google.ai.generativelanguage.v1beta.TuningTask), \"quick\"")]
    [InlineData("""{"state": "RUNNING"}""", "Invalid value at 'tuned_model.state' (type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel.State), \"RUNNING\"")]
    [InlineData("""{"readerProjectNumbers": ["x"]}""", "Invalid value at 'tuned_model.reader_project_numbers[0]' (TYPE_INT64), \"x\"")]
    [InlineData("""{"createTime": "yesterday"}""", "Invalid value at 'tuned_model.create_time' (type.googleapis.com/google.protobuf.Timestamp), \"yesterday\"")]
    [InlineData("""{"baseModel": "models/a", "tunedModelSource": {"tunedModel": "tunedModels/b"}}""", "Invalid value at 'tuned_model' (oneof), oneof field 'source_model' is already set. Cannot set 'tunedModelSource'")]
    [InlineData("[]", "Invalid JSON payload received. Unknown name \"\" at 'tuned_model': Root element must be a message.")]
    public async Task A_wrong_type_is_refused(string body, string message) =>
        (await _emulator.Post(Tuned, body)).ShouldFail(400, "INVALID_ARGUMENT", message);

    [Fact]
    public async Task Only_one_of_the_two_learning_rates_can_be_set() =>
        (await _emulator.Post(Tuned, TestEmulator.CreationBody(hyperparameters: """{"learning_rate": 0.1, "learning_rate_multiplier": 2}"""))).ShouldFail(
            400,
            "INVALID_ARGUMENT",
            "Invalid value at 'tuned_model.tuning_task.hyperparameters' (oneof), oneof field 'learning_rate_option' is already set. Cannot set 'learning_rate_multiplier'");

    [Theory]
    [InlineData("{\"displayName\": ", "Invalid JSON payload received. Unexpected end of string. Expected a value.\n{\"displayName\": \n                ^")]
    [InlineData("{\"displayName\" \"a\"}", "Invalid JSON payload received. Expected : between key:value pair.\n{\"displayName\" \"a\"}\n               ^")]
    [InlineData("{ // comment\n}", "Invalid JSON payload received. Expected an object key or }.\n{ // comment\n}\n  ^")]
    [InlineData("{'displayName': 'a'}", "Invalid JSON payload received. Expected an object key or }.\n{'displayName': 'a'}\n ^")]
    [InlineData("{} {}", "Invalid JSON payload received. Parsing terminated before end of input.\n{} {}\n   ^")]
    public async Task What_is_not_json_is_refused_with_the_place(string body, string message) =>
        (await _emulator.Post(Tuned, body)).ShouldFail(400, "INVALID_ARGUMENT", message);

    [Fact]
    public async Task Deep_nesting_is_refused() =>
        Assert.Equal(400, (await _emulator.Post(Tuned, new string('[', 100_000))).Status);

    [Theory]
    [InlineData("""
        {"display_name": "snake", "base_model": "models/gemini-1.5-flash-001-tuning", "tuning_task": {"hyperparameters": {"batch_size": 2, "learning_rate": 0.001, "epoch_count": 5},
         "training_data": {"examples": {"examples": [{"text_input": "1", "output": "2"}]}}}}
        """)]
    [InlineData("""
        {"baseModel": "models/gemini-1.5-flash-001-tuning", "tuningTask": {"trainingData": {"examples": {"examples": [{"textInput": "1", "output": "2",},],},},},}
        """)]
    [InlineData("""
        {"baseModel": "models/gemini-1.5-flash-001-tuning", "tuningTask": {"trainingData": {"examples": {"examples": {"textInput": "1", "output": "2"}}}}}
        """)]
    [InlineData("""
        {"name": "tunedModels/x", "state": 2, "createTime": "2024-04-16T16:44:02.649978713Z", "description": null, "readerProjectNumbers": [1, "2"], "topK": "40",
         "baseModel": "models/gemini-1.5-flash-001-tuning", "tuningTask": {"trainingData": {"examples": {"examples": [{"textInput": "1", "output": "2"}]}}}}
        """)]
    public async Task What_clients_write_differently_is_accepted(string body) =>
        Assert.Equal(200, (await _emulator.Post(Tuned, body)).Status);

    [Fact]
    public async Task Enumerations_are_accepted_as_names_and_as_numbers()
    {
        const string Body = """{"contents": [{"parts": [{"text": "hi"}]}], "safetySettings": [{"category": 7, "threshold": "BLOCK_NONE"}, {"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": 1}]}""";
        Assert.Equal(200, (await _emulator.Post(Generate, Body)).Status);
        (await _emulator.Post(Generate, """{"safetySettings": [{"category": "HARM_CATEGORY_RUDE"}]}""")).ShouldFail(
            400, "INVALID_ARGUMENT", "Invalid value at 'safety_settings[0].category' (type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory), \"HARM_CATEGORY_RUDE\"");
    }

    [Fact]
    public async Task The_schema_of_newer_clients_is_known()
    {
        const string Body = """
            {"contents": {"parts": {"text": "hi"}, "role": "user"},
             "tools": [{"functionDeclarations": [{"name": "f", "description": "d", "parameters": {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}}]}, {"googleSearch": {}}],
             "toolConfig": {"functionCallingConfig": {"mode": "AUTO"}},
             "generationConfig": {"thinkingConfig": {"thinkingBudget": 0, "thinkingLevel": "LOW"}, "responseJsonSchema": {"type": "object"}, "responseModalities": ["TEXT"]}}
            """;
        Assert.Equal(200, (await _emulator.Post(Generate, Body)).Status);
    }
}
