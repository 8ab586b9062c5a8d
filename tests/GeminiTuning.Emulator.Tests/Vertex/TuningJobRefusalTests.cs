using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class TuningJobRefusalTests
{
    [Theory]
    [InlineData("""{"supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"}}""", "tuning_job.base_model")]
    [InlineData("""{"baseModel":"gemini-2.5-flash"}""", "tuning_job.tuning_spec")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{}}""", "training_dataset_uri; Message: Required field is not set.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"http://bucket/x"}}""", "training_dataset_uri; Message: 'http://bucket/x' is not a Cloud Storage URI.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket"}}""", "'gs://bucket' is not a Cloud Storage URI.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/none.jsonl"}}""", "there is no object 'none.jsonl' in the bucket 'bucket'")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://none/train.jsonl"}}""", "there is no bucket 'none'")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl","validationDatasetUri":"gs://bucket/none"}}""", "there is no object 'none'")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl","hyperParameters":{"epochCount":"0"}}}""", "epoch_count")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl","hyperParameters":{"learningRateMultiplier":-1}}}""", "learning_rate_multiplier")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"},"labels":{"Team":"a"}}""", "Label key 'Team' is invalid")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"},"labels":{"team":"A b"}}""", "Label value 'A b' is invalid")]
    [InlineData("""{"baseModel":"gemini-9","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"}}""", "Base model gemini-9 is not supported.")]
    [InlineData("""{"baseModel":"gemini-2.5-pro","preferenceOptimizationSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"}}""", "Base model gemini-2.5-pro is not supported.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl","hyperParameters":{"adapterSize":"ADAPTER_SIZE_THIRTY_TWO"}}}""", "The adapter size is not supported for this base model.")]
    [InlineData("""{"baseModel":"gemini-2.5-pro","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl","hyperParameters":{"adapterSize":4}}}""", "The adapter size is not supported for this base model.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","preTunedModel":{"tunedModelName":"x"},"supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"}}""", "oneof field 'source_model' is already set. Cannot set 'preTunedModel'")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"},"preferenceOptimizationSpec":{}}""", "oneof field 'tuning_spec' is already set.")]
    [InlineData("""{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"gs://bucket/train.jsonl"},"tuningMode":1}""", "Unknown name \"tuningMode\" at 'tuning_job': Cannot find field.")]
    public async Task Create_refuses(string body, string expected)
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Post, VertexEmulator.Location + "/tuningJobs", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("INVALID_ARGUMENT", reply.ErrorStatus);
        Assert.Contains(expected, reply.Message, StringComparison.Ordinal);
        Assert.Empty(await emulator.ListNamesAsync(VertexEmulator.Location + "/tuningJobs", "tuningJobs"));
    }

    [Theory]
    [InlineData("ADAPTER_SIZE_ONE")]
    [InlineData("ADAPTER_SIZE_TWO")]
    [InlineData("ADAPTER_SIZE_SIXTEEN")]
    public async Task Create_takes_adapter_sizes_of_the_base_model(string size)
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"] = size;

        var job = await emulator.CreateAsync(request);

        Assert.Equal(size, (string)job["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"]!);
    }

    [Fact]
    public async Task Create_refuses_a_long_display_name()
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["tunedModelDisplayName"] = new string('x', 128);
        await emulator.CreateAsync(request);
        request["tunedModelDisplayName"] = new string('x', 129);

        var reply = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs", request);

        Assert.Contains("tuning_job.tuned_model_display_name", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_refuses_more_than_5000_validation_examples()
    {
        using var emulator = new VertexEmulator();
        emulator.Objects.Put("gs://bucket/valid.jsonl", [.. Enumerable.Repeat(Examples.Colours[0], 5001)]);
        var request = VertexEmulator.Request();
        request["supervisedTuningSpec"]!["validationDatasetUri"] = "gs://bucket/valid.jsonl";

        var reply = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs", request);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("has 5001 examples. At most 5000 are allowed.", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("global")]
    [InlineData("asia-northeast1")]
    public async Task Gemini_3_is_tuned_in_two_regions_only(string region)
    {
        using var emulator = new VertexEmulator();
        var request = VertexEmulator.Request();
        request["baseModel"] = "gemini-3.1-flash-lite";

        var reply = await emulator.PostAsync($"projects/my-project/locations/{region}/tuningJobs", request);

        Assert.Equal("Base model gemini-3.1-flash-lite is not supported for tuning in " + region + ". Use us-central1 or europe-west4.", reply.Message);
    }

    [Fact]
    public async Task Request_may_be_in_snake_case_with_trailing_commas()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.SendAsync(HttpMethod.Post, VertexEmulator.Location + "/tuningJobs", """
            {"base_model":"gemini-2.5-flash","supervised_tuning_spec":{"training_dataset_uri":"gs://bucket/train.jsonl","hyper_parameters":{"epoch_count":2,"adapter_size":1,},},}
            """);

        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.Equal("ADAPTER_SIZE_ONE", (string)reply.Json["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"]!);
    }

    [Fact]
    public async Task Enumerations_are_numbers_for_clients_that_ask_for_it()
    {
        using var emulator = new VertexEmulator(TimeSpan.FromMinutes(1));

        var reply = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs?%24alt=json%3Benum-encoding%3Dint", VertexEmulator.Request());

        Assert.Equal(2, (int)reply.Json["state"]!);
    }

    [Theory]
    [InlineData("distillationSpec")]
    [InlineData("reinforcementTuningSpec")]
    public async Task Other_ways_of_tuning_are_not_implemented(string spec)
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.PostAsync("/v1beta1/" + VertexEmulator.Location + "/tuningJobs", new JsonObject { ["baseModel"] = "gemini-2.5-flash", [spec] = new JsonObject() });

        Assert.Equal(HttpStatusCode.NotImplemented, reply.Status);
    }

    [Fact]
    public async Task Rebasing_is_not_implemented()
    {
        using var emulator = new VertexEmulator();

        var reply = await emulator.PostAsync(VertexEmulator.Location + "/tuningJobs:rebaseTunedModel", new JsonObject());

        Assert.Equal(HttpStatusCode.NotImplemented, reply.Status);
    }
}
