using System;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Converts the state of Vertex AI to the messages of the state file and back.</summary>
internal sealed class VertexStateMessages(SchemaSet schema)
{
    private const string Package = "geminituning.emulator.";

    public Message ToMessage(VertexState state) => new Message(schema[Package + "StoredVertexAi"])
        .Set("tuning_jobs", state.Jobs.Select(job => (object)ToMessage(job)).ToList())
        .Set("models", state.Models.Select(model => (object)ToMessage(model)).ToList())
        .Set("endpoints", state.Endpoints.Select(endpoint => (object)new Message(schema[Package + "StoredEndpoint"])
            .Set("sequence", endpoint.Sequence)
            .Set("resource", endpoint.Resource)).ToList())
        .Set("operations", state.Operations.Select(operation => (object)ToMessage(operation)).ToList());

    public static VertexState FromMessage(Message message) => new(
        [.. message.GetMessages("tuning_jobs").Select(ToJob)],
        [.. message.GetMessages("models").Select(ToModel)],
        [.. message.GetMessages("endpoints").Select(ToEndpoint)],
        [.. message.GetMessages("operations").Select(ToOperation)]);

    private Message ToMessage(TuningJobRecord job) => new Message(schema[Package + "StoredTuningJob"])
        .Set("sequence", job.Sequence)
        .Set("resource", job.Resource)
        .Set("curves", job.Curves.Snapshot().Select(curve => (object)new Message(schema[Package + "StoredCurve"])
            .Set("metric", curve.Metric)
            .Set("points", curve.Points.Select(point => (object)new Message(schema[Package + "StoredPoint"])
                .Set("step", point.Step)
                .Set("wall_time", WireTime.Nanos(point.WallTime))
                .Set("value", point.Value)).ToList())).ToList());

    private Message ToMessage(ModelRecord model) => new Message(schema[Package + "StoredModel"])
        .Set("sequence", model.Sequence)
        .Set("name", model.Name)
        .Set("versions", model.Versions.Select(version => (object)new Message(schema[Package + "StoredModelVersion"])
            .Set("id", version.Id)
            .Set("resource", version.Resource)
            .Set("base_model", version.BaseModel)
            .Set("checkpoints", version.Checkpoints.Select(checkpoint => (object)new Message(schema[Package + "StoredCheckpoint"])
                .Set("id", checkpoint.Id)
                .Set("epoch", checkpoint.Epoch)
                .Set("step", checkpoint.Step)
                .Set("weights", checkpoint.Weights.Bytes)).ToList())).ToList());

    private Message ToMessage(RegistryOperation operation)
    {
        var message = new Message(schema[Package + "StoredRegistryOperation"])
            .Set("sequence", operation.Sequence)
            .Set("name", operation.Name)
            .Set("change", (int)operation.Change)
            .Set("target", operation.Target)
            .Set("part", operation.Part)
            .Set("create_time", WireTime.Nanos(operation.CreateTime))
            .Set("due", WireTime.Nanos(operation.Due))
            .Set("done", operation.IsDone)
            .Set("endpoint", operation.Change == RegistryChange.CreateEndpoint ? operation.Content : null)
            .Set("deployed_model", operation.Change == RegistryChange.DeployModel ? operation.Content : null);
        return operation.Error is { } error
            ? message.Set("error", new Message(schema["google.rpc.Status"]).Set("code", (int)error.Code).Set("message", error.Message))
            : message;
    }

    private static TuningJobRecord ToJob(Message message)
    {
        var curves = new LossCurves();
        foreach (var curve in message.GetMessages("curves"))
        {
            foreach (var point in curve.GetMessages("points"))
            {
                curves.Append(curve.GetString("metric"), new LossPointRecord(
                    point.GetInt64("step") ?? 0, WireTime.Parse(point.GetString("wall_time")), point.GetDouble("value") ?? 0));
            }
        }

        var resource = ResourceOf(message);
        return new TuningJobRecord(resource.GetString("name"), SequenceOf(message), resource, curves);
    }

    private static ModelRecord ToModel(Message message)
    {
        var versions = message.GetMessages("versions").Select(ToVersion).ToList();
        return versions.Count > 0
            ? new ModelRecord(message.GetString("name"), SequenceOf(message), versions)
            : throw new FormatException($"{message.GetString("name")} has no version.");
    }

    private static ModelVersionRecord ToVersion(Message message)
    {
        var checkpoints = message.GetMessages("checkpoints").Select(checkpoint => new TrainedCheckpoint(
            checkpoint.GetString("id"),
            checkpoint.GetInt64("epoch") ?? 0,
            checkpoint.GetInt64("step") ?? 0,
            ReadWeights(checkpoint.GetBytes("weights") ?? []))).ToList();
        return checkpoints.Count > 0
            ? new ModelVersionRecord(message.GetString("id"), ResourceOf(message), message.GetString("base_model"), checkpoints)
            : throw new FormatException("A version of a model has no weights.");
    }

    private static EndpointRecord ToEndpoint(Message message)
    {
        var resource = ResourceOf(message);
        return new EndpointRecord(resource.GetString("name"), SequenceOf(message), resource);
    }

    private static RegistryOperation ToOperation(Message message) => new()
    {
        Sequence = SequenceOf(message),
        Name = message.GetString("name"),
        Change = (RegistryChange)(message.GetInt32("change") ?? 0),
        Target = message.GetString("target"),
        Part = message.GetString("part"),
        Content = message.GetMessage("endpoint") ?? message.GetMessage("deployed_model"),
        CreateTime = WireTime.Parse(message.GetString("create_time")),
        Due = WireTime.Parse(message.GetString("due")),
        IsDone = message.GetBool("done"),
        Error = message.GetMessage("error") is { } error ? ((RpcCode)(error.GetInt32("code") ?? 0), error.GetString("message")) : null,
    };

    private static long SequenceOf(Message message) => message.GetInt64("sequence") ?? 0;

    private static Message ResourceOf(Message message) => message.GetMessage("resource") ?? throw new FormatException("An entry of Vertex AI has no resource.");

    private static TrainedWeights ReadWeights(byte[] bytes)
    {
        try
        {
            return TrainedWeights.FromBytes(bytes);
        }
        catch (Exception exception)
        {
            throw new FormatException("The weights of a checkpoint cannot be read.", exception);
        }
    }
}
