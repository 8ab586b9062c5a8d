using System;
using System.Threading;
using System.Threading.Tasks;
using GeminiTuning.Core.Auth;
using GeminiTuning.Core.Http;
using GeminiTuning.Core.VertexAI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GeminiTuning.Core.Tests.VertexAI;

/// <summary>A backend on a scripted service and a clock that stands still until it is moved.</summary>
internal sealed class VertexWorld : IDisposable
{
    public const string Place = "v1/projects/p/locations/us-central1";
    public const string Numbered = "projects/123456789012/locations/us-central1";
    public const string Job = Numbered + "/tuningJobs/5555555555555555555";
    public const string Model = Numbered + "/models/8888888888888888888";
    public const string Endpoint = Numbered + "/endpoints/9999999999999999999";

    public VertexWorld(string? stagingUri = "gs://bucket/staging", string location = "us-central1")
    {
        var hosts = new VertexHosts(null, location);
        var transport = new ServiceTransport(new TransportSettings
        {
            Endpoint = hosts.Of(location),
            Service = VertexService.Description,
            Credential = new AccessTokenCredential(SecureText.Seal("ya29.test")),
            MaximumRetryCount = 0,
            UserAgent = "tests",
            Time = Time,
            Innermost = _ => Service,
        });
        Backend = new VertexBackend(transport, hosts, new VertexScope("p", location), stagingUri, Uploader, Time);
        Options = new CallOptions(Trace, CancellationToken.None);
    }

    public ScriptedService Service { get; } = new();

    public FakeUploader Uploader { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 20, 10, 0, 0, TimeSpan.Zero));

    public RecordingTrace Trace { get; } = new();

    public VertexBackend Backend { get; }

    public CallOptions Options { get; }

    public static string SucceededJob(string trainingUri = "gs://bucket/train.jsonl") => $$"""
        {
          "name": "{{Job}}",
          "tunedModelDisplayName": "my-tuned",
          "baseModel": "gemini-2.5-flash",
          "supervisedTuningSpec": {
            "trainingDatasetUri": "{{trainingUri}}",
            "validationDatasetUri": "gs://bucket/valid.jsonl",
            "hyperParameters": { "epochCount": "3", "learningRateMultiplier": 1, "adapterSize": "ADAPTER_SIZE_FOUR" }
          },
          "state": "JOB_STATE_SUCCEEDED",
          "createTime": "2026-08-20T10:00:00.123456Z",
          "startTime": "2026-08-20T10:00:30.5Z",
          "endTime": "2026-08-20T10:40:37.123456789Z",
          "updateTime": "2026-08-20T10:40:37Z",
          "experiment": "{{Numbered}}/metadataStores/default/contexts/tuning-experiment-1",
          "tunedModel": {
            "model": "{{Model}}@1",
            "endpoint": "{{Endpoint}}",
            "checkpoints": [
              { "checkpointId": "1", "epoch": "1", "step": "10", "endpoint": "{{Numbered}}/endpoints/9999999999999999991" },
              { "checkpointId": "2", "epoch": "2", "step": "20", "endpoint": "{{Numbered}}/endpoints/9999999999999999992" },
              { "checkpointId": "3", "epoch": "3", "step": "30", "endpoint": "{{Endpoint}}" }
            ]
          },
          "tuningDataStats": {
            "supervisedTuningDataStats": { "tuningDatasetExampleCount": "500", "totalBillableTokenCount": "255243", "tuningStepCount": "30", "someFieldOfTomorrow": {} }
          }
        }
        """;

    public static string RunningJob(string state = "JOB_STATE_RUNNING", string extra = "") => $$"""
        {
          "name": "{{Job}}",
          "baseModel": "gemini-2.5-flash",
          "supervisedTuningSpec": { "trainingDatasetUri": "gs://bucket/own-x", "hyperParameters": { "epochCount": 3 } },
          "state": "{{state}}",
          "createTime": "2026-08-20T10:00:00Z"{{extra}}
        }
        """;

    public static string RegisteredModel(string labels = "") => $$"""
        {
          "name": "{{Model}}",
          "versionId": "1",
          "displayName": "my-tuned",
          "createTime": "2026-08-20T10:39:00Z",
          "updateTime": "2026-08-20T10:40:00Z",
          "defaultCheckpointId": "3",
          "labels": { "google-vertex-llm-tuning-base-model-id": "gemini-2.5-flash", "google-vertex-llm-tuning-job-id": "5555555555555555555", "tune-type": "sft"{{labels}} },
          "deployedModels": [ { "endpoint": "{{Endpoint}}", "deployedModelId": "31", "checkpointId": "3" } ]
        }
        """;

    public static string EndpointWith(string name, string deployedId) => $$"""
        { "name": "{{name}}", "deployedModels": [ { "id": "{{deployedId}}", "model": "{{Model}}@1", "checkpointId": "2" } ], "trafficSplit": { "{{deployedId}}": 100 } }
        """;

    /// <summary>Lets the clock run until a task has ended.</summary>
    public async Task RunAsync(Task task)
    {
        for (var i = 0; i < 2_000 && !task.IsCompleted; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(task, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        await task;
    }

    public void Dispose() => Backend.Dispose();
}
