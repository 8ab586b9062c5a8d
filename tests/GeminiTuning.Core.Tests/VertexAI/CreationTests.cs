using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

public sealed class CreationTests
{
    private const string Create = "POST " + VertexWorld.Place + "/tuningJobs";

    private static readonly TuningExample[] Rows =
    [
        new() { TextInput = "1", Output = "2", Source = "row 1" },
        new() { TextInput = "2", Output = "3", Source = "row 2" },
    ];

    private static string WithoutMark(string body) => Regex.Replace(body, "(?<=\"geminituning-request\":\")[0-9a-f]{32}", "MARK", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static TuningRequest Request => new() { BaseModel = "gemini-2.5-flash", TrainingData = Rows };

    [Fact]
    public async Task Everything_that_was_given_is_sent()
    {
        using var world = new VertexWorld();
        world.Service.On(Create, VertexWorld.RunningJob("JOB_STATE_PENDING"));
        var request = Request with
        {
            BaseModel = "publishers/google/models/gemini-2.5-flash",
            DisplayName = "my-tuned",
            Description = "first try",
            Labels = new Dictionary<string, string> { ["team"] = "a" },
            ValidationData = Rows.Take(1),
            EpochCount = 3,
            LearningRateMultiplier = 1.5,
            AdapterSize = 4,
            ExportLastCheckpointOnly = true,
            KmsKeyName = "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k",
            ServiceAccount = "tuner@p.iam.gserviceaccount.com",
        };

        var job = await world.Backend.StartTuningAsync(request, world.Options);

        Assert.Equal(VertexWorld.Job, job.Name);
        Assert.Equal(TuningJobState.Pending, job.State);
        Assert.Equal(
            """{"tunedModelDisplayName":"my-tuned","description":"first try","baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/staging/own-Supervised-2","validationDatasetUri":"gs://bucket/staging/own-Supervised-1","hyperParameters":{"epochCount":"3","learningRateMultiplier":1.5,"adapterSize":"ADAPTER_SIZE_FOUR"},"exportLastCheckpointOnly":true},"labels":{"team":"a","geminituning-request":"MARK"},"encryptionSpec":{"kmsKeyName":"projects/p/locations/us-central1/keyRings/r/cryptoKeys/k"},"serviceAccount":"tuner@p.iam.gserviceaccount.com"}""",
            WithoutMark(world.Service.Requests.Single().Body!));
    }

    [Fact]
    public async Task What_was_not_given_is_left_to_the_service()
    {
        using var world = new VertexWorld(stagingUri: null);
        world.Service.On(Create, VertexWorld.RunningJob("JOB_STATE_PENDING"));

        await world.Backend.StartTuningAsync(Request with { TrainingData = [], TrainingDataUri = "gs://bucket/train.jsonl" }, world.Options);

        Assert.Equal(
            """{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"},"labels":{"geminituning-request":"MARK"}}""",
            WithoutMark(world.Service.Requests.Single().Body!));
        Assert.Empty(world.Uploader.Uploaded);
    }

    [Fact]
    public async Task Preference_tuning_has_a_spec_of_its_own()
    {
        using var world = new VertexWorld();
        world.Service.On(Create, VertexWorld.RunningJob());
        var rows = new[] { Rows[0] with { RejectedOutput = "9" } };

        await world.Backend.StartTuningAsync(Request with { TrainingData = rows, Method = TuningMethod.Preference }, world.Options);

        using var body = JsonDocument.Parse(world.Service.Requests.Single().Body!);
        Assert.Equal("gs://bucket/staging/own-Preference-1", body.RootElement.GetProperty("preferenceOptimizationSpec").GetProperty("trainingDatasetUri").GetString());
        Assert.False(body.RootElement.TryGetProperty("supervisedTuningSpec", out _));
    }

    [Theory]
    [InlineData("8888888888888888888@1", null, """{"tunedModelName":"projects/p/locations/us-central1/models/8888888888888888888@1"}""")]
    [InlineData("tuningJobs/5555555555555555555", "2", """{"tunedModelName":"projects/123456789012/locations/us-central1/models/8888888888888888888@1","checkpointId":"2"}""")]
    [InlineData("endpoints/9999999999999999992", null, """{"tunedModelName":"projects/123456789012/locations/us-central1/models/8888888888888888888@1","checkpointId":"2"}""")]
    public async Task A_tuned_model_can_be_tuned_on_from(string baseModel, string? checkpoint, string expected)
    {
        using var world = new VertexWorld();
        world.Service.On("GET " + VertexWorld.Place + "/tuningJobs/5555555555555555555", VertexWorld.SucceededJob())
            .On("GET " + VertexWorld.Place + "/endpoints/9999999999999999992", VertexWorld.EndpointWith(VertexWorld.Numbered + "/endpoints/9999999999999999992", "32"))
            .On(Create, VertexWorld.RunningJob());

        await world.Backend.StartTuningAsync(Request with { BaseModel = baseModel, CheckpointId = checkpoint }, world.Options);

        using var body = JsonDocument.Parse(world.Service.Requests[^1].Body!);
        Assert.Equal(expected, body.RootElement.GetProperty("preTunedModel").GetRawText());
        Assert.False(body.RootElement.TryGetProperty("baseModel", out _));
    }

    [Fact]
    public void Rows_without_a_place_to_upload_to_are_refused()
    {
        using var world = new VertexWorld(stagingUri: null);

        var error = Assert.Throws<TuningException>(() => world.Backend.Plan(Request));

        Assert.Equal("StagingUriMissing", error.ErrorId);
    }

    public static TheoryData<string, Func<TuningRequest, TuningRequest>> Mistakes => new()
    {
        { "ParameterNotSupported", static request => request with { Id = "inc-1" } },
        { "ParameterNotSupported", static request => request with { BatchSize = 4 } },
        { "ParameterNotSupported", static request => request with { LearningRate = 0.1 } },
        { "ParameterNotSupported", static request => request with { Temperature = 0.1 } },
        { "ParameterNotSupported", static request => request with { TopP = 0.1 } },
        { "ParameterNotSupported", static request => request with { TopK = 1 } },
        { "DisplayNameTooLong", static request => request with { DisplayName = new string('x', 129) } },
        { "EpochCountOutOfRange", static request => request with { EpochCount = 0 } },
        { "LearningRateMultiplierOutOfRange", static request => request with { LearningRateMultiplier = double.NaN } },
        { "AdapterSizeOutOfRange", static request => request with { AdapterSize = 3 } },
        { "LabelInvalid", static request => request with { Labels = new Dictionary<string, string> { ["Team"] = "a" } } },
        { "LabelInvalid", static request => request with { Labels = new Dictionary<string, string> { ["team"] = new string('a', 65) } } },
        { "TrainingDataEmpty", static request => request with { TrainingData = [] } },
        { "TrainingRowInvalid", static request => request with { TrainingData = [Rows[0] with { Output = " " }] } },
        { "TrainingRowInvalid", static request => request with { Method = TuningMethod.Preference } },
        { "TrainingRowInvalid", static request => request with { TrainingData = [Rows[0] with { RejectedOutput = "9" }] } },
        { "DataAmbiguous", static request => request with { TrainingDataUri = "gs://b/o" } },
        { "DataUriInvalid", static request => request with { TrainingData = [], TrainingDataUri = "gs://b" } },
        { "ValidationDataTooLarge", static request => request with { ValidationData = Enumerable.Repeat(Rows[0], 5_001) } },
        { "ValidationDataEmpty", static request => request with { ValidationData = [] } },
        { "CheckpointWithoutTunedModel", static request => request with { CheckpointId = "1" } },
        { "TunedModelNameInvalid", static request => request with { BaseModel = "a/b" } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_found_before_anything_is_sent(string error, Func<TuningRequest, TuningRequest> change)
    {
        using var world = new VertexWorld();

        var exception = await Assert.ThrowsAsync<TuningException>(() => world.Backend.StartTuningAsync(change(Request), world.Options));

        Assert.Equal(error, exception.ErrorId);
        Assert.Empty(world.Service.Requests);
        Assert.Empty(world.Uploader.Uploaded);
    }

    [Theory]
    [InlineData("AdapterSizeNotSupported", 400, "INVALID_ARGUMENT", "The adapter size is not supported for this base model.")]
    [InlineData("BaseModelNotTunable", 400, "INVALID_ARGUMENT", "Base model gemini-2.5-flash is not supported.")]
    [InlineData("TrainingDataInaccessible", 400, "INVALID_ARGUMENT", "The specified bucket does not exist: gs://bucket.")]
    [InlineData("LocationNotFound", 404, "NOT_FOUND", "Requested entity was not found.")]
    [InlineData("TuningQuotaExceeded", 429, "RESOURCE_EXHAUSTED", "The following quota metrics exceed quota limits: aiplatform.googleapis.com/global_concurrent_tuning_jobs")]
    [InlineData("RateLimited", 429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later.")]
    [InlineData("PermissionMissing", 403, "PERMISSION_DENIED", "Permission 'aiplatform.tuningJobs.create' denied on resource '//aiplatform.googleapis.com/projects/p' (or it may not exist).")]
    [InlineData("BillingDisabled", 403, "PERMISSION_DENIED", "This API method requires billing to be enabled.")]
    public async Task The_refusals_of_the_service_are_told_apart(string error, int status, string grpc, string message)
    {
        using var world = new VertexWorld();
        world.Service.OnRefusal(Create, status, grpc, message);

        var exception = await Assert.ThrowsAsync<TuningException>(() => world.Backend.StartTuningAsync(Request, world.Options));

        Assert.Equal(error, exception.ErrorId);
        Assert.Equal(message, exception.ServiceError!.Message);
    }

    [Fact]
    public async Task A_service_that_is_not_enabled_is_named()
    {
        using var world = new VertexWorld();
        world.Service.On(
            Create,
            """{"error":{"code":403,"message":"Vertex AI API has not been used in project 1 before or it is disabled.","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com","metadata":{"service":"aiplatform.googleapis.com","consumer":"projects/1"}}]}}""",
            403);

        var exception = await Assert.ThrowsAsync<TuningException>(() => world.Backend.StartTuningAsync(Request, world.Options));

        Assert.Equal("ServiceDisabled", exception.ErrorId);
        Assert.Contains("Vertex AI API", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_that_is_missing_is_named()
    {
        using var world = new VertexWorld();
        world.Service.On(
            Create,
            """{"error":{"code":403,"message":"Denied.","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IAM_PERMISSION_DENIED","domain":"aiplatform.googleapis.com","metadata":{"permission":"aiplatform.tuningJobs.create"}}]}}""",
            403);

        var exception = await Assert.ThrowsAsync<TuningException>(() => world.Backend.StartTuningAsync(Request, world.Options));

        Assert.Contains("roles/aiplatform.user", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_that_can_be_tuned_come_from_data()
    {
        using var world = new VertexWorld();

        var page = await world.Backend.ListModelsAsync(null, world.Options);
        var known = await world.Backend.GetModelAsync("gemini-2.5-flash", world.Options);

        Assert.Contains(page.Items, static model => model.Name == "publishers/google/models/gemini-2.5-flash" && model.Tunable);
        Assert.True(known.Tunable);
        Assert.Empty(world.Service.Requests);
    }
}
