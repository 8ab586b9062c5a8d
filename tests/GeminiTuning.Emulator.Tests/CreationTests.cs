using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests;

public sealed class CreationTests : IDisposable
{
    private const string Tuned = "v1beta/tunedModels";
    private const string Path = "CreateTunedModelRequest.tuned_model";
    private readonly TestEmulator _emulator = TestEmulator.WithSlowRuns();

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public async Task The_answer_is_an_operation_that_has_not_begun()
    {
        var reply = await _emulator.Post(
            Tuned + "?tunedModelId=numbers", TestEmulator.CreationBody(hyperparameters: """{"batchSize": 2, "learningRate": 0.001, "epochCount": 5}""", examples: 15));
        var name = (string)reply.Json["name"]!;
        Assert.Matches("^tunedModels/numbers/operations/[a-z0-9]{12}$", name);
        reply.ShouldBe(200, $$"""
            {
              "name": "{{name}}",
              "metadata": {
                "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
                "totalSteps": 38,
                "tunedModel": "tunedModels/numbers"
              }
            }
            """);
    }

    [Fact]
    public async Task A_new_model_has_the_defaults_of_its_base_model_and_no_training_data()
    {
        await _emulator.Create("numbers", "\"displayName\": \"Numbers\",");
        var model = (await _emulator.Get(Tuned + "/numbers")).Json.AsObject();
        model["tuningTask"]!.AsObject().Remove("startTime");
        Assert.True(JsonNode.DeepEquals(model, JsonNode.Parse("""
            {
              "name": "tunedModels/numbers",
              "baseModel": "models/gemini-1.5-flash-001-tuning",
              "displayName": "Numbers",
              "state": "CREATING",
              "createTime": "2026-01-02T03:04:05.000000Z",
              "updateTime": "2026-01-02T03:04:05.000000Z",
              "tuningTask": {"hyperparameters": {"epochCount": 5, "batchSize": 4, "learningRate": 0.001}},
              "temperature": 1,
              "topP": 0.95,
              "topK": 64
            }
            """)), model.ToString());
        Assert.Equal(
            ["name", "baseModel", "displayName", "state", "createTime", "updateTime", "tuningTask", "temperature", "topP", "topK"],
            model.Select(member => member.Key));
    }

    [Theory]
    [InlineData(500, 4, 0.001)]
    [InlineData(501, 16, 0.0002)]
    public async Task Defaults_depend_on_the_size_of_the_set(int examples, int batchSize, double learningRate)
    {
        await _emulator.Post(Tuned + "?tunedModelId=numbers", TestEmulator.CreationBody(examples: examples));
        var hyperparameters = (await _emulator.Get(Tuned + "/numbers")).Json["tuningTask"]!["hyperparameters"]!;
        Assert.Equal((5, batchSize, learningRate), ((int)hyperparameters["epochCount"]!, (int)hyperparameters["batchSize"]!, (double)hyperparameters["learningRate"]!));
    }

    [Theory]
    [InlineData("Number Generator  Model!", "^tunedModels/number-generator-model-[a-z0-9]{11,13}$")]
    [InlineData("100 numbers", "^tunedModels/numbers-[a-z0-9]{11,13}$")]
    [InlineData("", "^tunedModels/[a-z][a-z0-9]{10,12}$")]
    [InlineData("Zahlen über hundert, die sehr lang sind.", "^tunedModels/[a-z][a-z0-9-]{0,38}[a-z0-9]$")]
    public async Task An_id_is_made_of_the_display_name(string displayName, string pattern)
    {
        var reply = await _emulator.Post(Tuned, TestEmulator.CreationBody($"\"displayName\": \"{displayName}\","));
        Assert.Matches(pattern, (string?)reply.Json["metadata"]!["tunedModel"]);
    }

    [Theory]
    [InlineData("Numbers")]
    [InlineData("1numbers")]
    [InlineData("numbers-")]
    [InlineData("num_bers")]
    [InlineData("tunedModels/numbers")]
    [InlineData("a2345678901234567890123456789012345678901")]
    public async Task An_id_that_breaks_the_rules_is_refused(string id) =>
        (await _emulator.Post($"{Tuned}?tuned_model_id={id}", TestEmulator.CreationBody())).ShouldRefuse(
            "CreateTunedModelRequest.tuned_model_id", "The id must have at most 40 characters and match [a-z]([a-z0-9-]{0,38}[a-z0-9])?.");

    [Fact]
    public async Task An_id_of_forty_characters_is_accepted() => await _emulator.Create("a234567890123456789012345678901234567890");

    [Fact]
    public async Task An_id_is_taken_once()
    {
        await _emulator.Create("numbers");
        (await _emulator.Post(Tuned + "?tunedModelId=numbers", TestEmulator.CreationBody())).ShouldFail(
            409, "ALREADY_EXISTS", "Tuned model tunedModels/numbers already exists.");
    }

    [Theory]
    [InlineData("\"displayName\": \"12345678901234567890 234567890123456789 \",", 200)]
    [InlineData("\"displayName\": \"12345678901234567890 234567890123456789 2\",", 400)]
    [InlineData("\"temperature\": 0,", 200)]
    [InlineData("\"temperature\": 1.1,", 400)]
    [InlineData("\"temperature\": \"NaN\",", 400)]
    [InlineData("\"topP\": 1,", 200)]
    [InlineData("\"topP\": -0.1,", 400)]
    [InlineData("\"topK\": 1,", 200)]
    [InlineData("\"topK\": 0,", 400)]
    public async Task Values_are_within_bounds(string members, int status) =>
        Assert.Equal(status, (await _emulator.Post(Tuned, TestEmulator.CreationBody(members))).Status);

    [Theory]
    [InlineData("""{"epochCount": 0}""", ".epoch_count", "The epoch count must be at least 1.")]
    [InlineData("""{"batchSize": -1}""", ".batch_size", "The batch size must be at least 1.")]
    [InlineData("""{"learningRate": 0}""", ".learning_rate", "The learning rate must be greater than 0.")]
    [InlineData("""{"learningRateMultiplier": -2}""", ".learning_rate_multiplier", "The learning rate multiplier must be greater than 0.")]
    public async Task Hyperparameters_are_within_bounds(string hyperparameters, string field, string problem) =>
        (await _emulator.Post(Tuned, TestEmulator.CreationBody(hyperparameters: hyperparameters))).ShouldRefuse(Path + ".tuning_task.hyperparameters" + field, problem);

    [Fact]
    public async Task A_run_that_would_never_end_is_refused() =>
        Assert.Equal(400, (await _emulator.Post(Tuned, TestEmulator.CreationBody(hyperparameters: """{"epochCount": 2147483647, "batchSize": 1}"""))).Status);

    [Fact]
    public async Task All_that_is_missing_is_named()
    {
        var reply = await _emulator.Post(Tuned, """{"displayName": "Nothing else"}""");
        reply.ShouldRefuse(Path + ".source_model", "Either base_model or tuned_model_source must be specified.");
        reply.ShouldRefuse(Path + ".tuning_task", "The tuning task must be specified.");
    }

    [Theory]
    [InlineData("""{"tuningTask": {}}""", ".tuning_task.training_data", "Training data must be specified.")]
    [InlineData("""{"tuningTask": {"trainingData": {"examples": {}}}}""", ".tuning_task.training_data.examples.examples", "At least one example must be specified.")]
    [InlineData("""{"tuningTask": {"trainingData": {"examples": {"examples": [{"textInput": "a"}]}}}}""", ".tuning_task.training_data.examples.examples[0].output", "The text must not be empty.")]
    [InlineData("""{"tuningTask": {"trainingData": {"examples": {"examples": [{"textInput": "", "output": "b"}]}}}}""", ".tuning_task.training_data.examples.examples[0].text_input", "The text must not be empty.")]
    public async Task Training_data_is_needed(string body, string field, string problem) =>
        (await _emulator.Post(Tuned, body)).ShouldRefuse(Path + field, problem);

    [Theory]
    [InlineData(40_000, 5_000, null)]
    [InlineData(40_001, 1, ".text_input: The text is 40001 characters long; at most 40000 are allowed.")]
    [InlineData(1, 5_001, ".output: The text is 5001 characters long; at most 5000 are allowed.")]
    public async Task Texts_are_limited(int inputLength, int outputLength, string? problem)
    {
        var body = $$$"""
            {"baseModel": "models/gemini-1.0-pro-001", "tuningTask": {"trainingData": {"examples": {"examples":
              [{"textInput": "{{{new string('a', inputLength)}}}", "output": "{{{new string('b', outputLength)}}}"}] } } } }
            """;
        var reply = await _emulator.Post(Tuned, body);
        Assert.Equal(problem is null ? 200 : 400, reply.Status);
        if (problem is not null)
        {
            Assert.Equal("* " + Path + ".tuning_task.training_data.examples.examples[0]" + problem, reply.Message);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_the_connection_survives()
    {
        var reply = await _emulator.Post(Tuned, TestEmulator.CreationBody($"\"description\": \"{new string('d', 5 * 1024 * 1024)}\","));
        reply.ShouldFail(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 4194304 bytes.");
        Assert.Equal(200, (await _emulator.Get(Tuned)).Status);
    }

    [Theory]
    [InlineData("models/gemini-9", 404, "NOT_FOUND")]
    [InlineData("models/gemini-2.5-flash", 400, "INVALID_ARGUMENT")]
    public async Task A_base_model_that_cannot_be_tuned_is_refused(string baseModel, int status, string code) =>
        (await _emulator.Post(Tuned, TestEmulator.CreationBody().Replace(TestEmulator.BaseModel, baseModel, StringComparison.Ordinal))).ShouldFail(
            status,
            code,
            baseModel + " is not found for API version v1beta, or is not supported for createTunedModel. Call ListModels to see the list of available models and their supported methods.");

    [Fact]
    public async Task A_tuned_model_is_no_base_model() =>
        (await _emulator.Post(Tuned, TestEmulator.CreationBody().Replace(TestEmulator.BaseModel, "tunedModels/a", StringComparison.Ordinal))).ShouldRefuse(
            Path + ".base_model",
            "'tunedModels/a' is not the name of a model. The format is models/{model}; to tune a tuned model further, use tuned_model_source.");

    [Fact]
    public async Task A_model_that_is_not_active_is_no_source()
    {
        await _emulator.Create("numbers");
        (await _emulator.Post(Tuned, SourceBody("tunedModels/numbers"))).ShouldFail(
            400, "FAILED_PRECONDITION", "Tuned model tunedModels/numbers is not active, so no other can be tuned from it. Its state is CREATING.");
        (await _emulator.Post(Tuned, SourceBody("tunedModels/none"))).ShouldFail(404, "NOT_FOUND", "Tuned model tunedModels/none does not exist.");
    }

    [Fact]
    public async Task An_active_model_is_tuned_on()
    {
        using var emulator = new TestEmulator();
        await emulator.CreateActive("first");
        var reply = await emulator.Post(Tuned + "?tunedModelId=second", SourceBody("tunedModels/first"));
        var second = (await emulator.WaitUntilDone((string)reply.Json["name"]!))["response"]!;
        Assert.Equal("ACTIVE", (string?)second["state"]);
        Assert.Null(second["baseModel"]);
        Assert.True(JsonNode.DeepEquals(
            second["tunedModelSource"], JsonNode.Parse("""{"tunedModel": "tunedModels/first", "baseModel": "models/gemini-1.5-flash-001-tuning"}""")));
        Assert.True(JsonNode.DeepEquals(
            second["tuningTask"]!["hyperparameters"], JsonNode.Parse("""{"epochCount": 3, "batchSize": 4, "learningRateMultiplier": 0.5}""")));
    }

    private static string SourceBody(string source) => $$$"""
        {"tunedModelSource": {"tunedModel": "{{{source}}}"}, "tuningTask": {"hyperparameters": {"learningRateMultiplier": 0.5, "epochCount": 3, "batchSize": 4},
         "trainingData": {"examples": {"examples": [{{{TestEmulator.Examples(4)}}}] } } } }
        """;
}
