using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// Ends a job that has learnt all: puts what was learnt into the registry and makes its endpoints. The label
/// <c>emulator-fail: endpoint</c> of a job makes it fail between the two, as real jobs now and then do, which leaves a
/// model without an endpoint.
/// </summary>
internal sealed class TunedModelUpload(VertexStore store, SchemaSet schema)
{
    public const string FailLabel = "emulator-fail";
    public const string FailAtEndpoint = "endpoint";
    public const string BaseModelLabel = "google-vertex-llm-tuning-base-model-id";
    private const string JobLabel = "google-vertex-llm-tuning-job-id";
    private static readonly string Package = VertexSchema.Package(VertexSchema.V1Beta1) + ".";
    private readonly MessageDescriptor _model = schema[Package + "Model"];
    private readonly MessageDescriptor _endpoint = schema[Package + "Endpoint"];

    public void Complete(TuningJobOrder order, IReadOnlyList<TrainedCheckpoint> checkpoints, DateTimeOffset now) =>
        store.ChangeJob(order.Job, job =>
        {
            var labels = LabelRules.Merge(
                job.Resource.GetMap("labels"),
                (BaseModelLabel, order.BaseModel.Id.Replace('.', '-')),
                (JobLabel, VertexNames.IdOf(job.Name)),
                ("tune-type", TuningSpecs.FieldOf(job.Resource) is TuningSpecs.Supervised ? "sft" : "dpo"));
            var (model, version) = AddModel(order, job, labels, checkpoints, now);
            var tunedModel = new Message(job.Resource.Descriptor["tuned_model"].Message!).Set("model", $"{model}@{version}");
            if (job.Resource.GetMap("labels").TryGetValue(FailLabel, out var where) && where is FailAtEndpoint)
            {
                var failed = TuningJobChanges.End(
                    job, JobStates.Failed, RpcCode.Internal, "Failed to create endpoint. Tuned model is uploaded and can be accessed through Model Registry.", now);
                return failed with { Resource = failed.Resource.Set("tuned_model", tunedModel) };
            }

            var endpoints = checkpoints.ToDictionary(
                checkpoint => checkpoint.Id, checkpoint => AddEndpoint(order, job, labels, model, version, checkpoint, now), StringComparer.Ordinal);
            var shown = tunedModel.Descriptor["checkpoints"].Message!;
            tunedModel
                .Set("endpoint", endpoints[checkpoints[checkpoints.Count - 1].Id])
                .Set("checkpoints", checkpoints.Where(checkpoint => checkpoint.Id.Length > 0)
                    .Select(checkpoint => (object)Describe(shown, checkpoint).Set("endpoint", endpoints[checkpoint.Id])).ToList());
            return job with { Resource = TuningJobChanges.End(job.Resource, JobStates.Succeeded, now).Set("tuned_model", tunedModel) };
        });

    private (string Model, string Version) AddModel(
        TuningJobOrder order, TuningJobRecord job, Dictionary<string, object> labels, IReadOnlyList<TrainedCheckpoint> checkpoints, DateTimeOffset now)
    {
        var old = order.ContinuedModel is null ? null : store.Models.Find(order.ContinuedModel);
        var name = old?.Name ?? $"{VertexNames.LocationOf(job.Name)}/models/{VertexIds.Create()}";
        var id = (old is null ? 1 : int.Parse(old.Versions[old.Versions.Count - 1].Id, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        var time = WireTime.Micros(now);
        var resource = new Message(_model)
            .Set("name", name)
            .Set("version_id", id)
            .Set("version_aliases", new List<object> { ModelVersionRecord.DefaultAlias })
            .Set("version_create_time", time)
            .Set("version_update_time", time)
            .Set("display_name", job.Resource.GetString("tuned_model_display_name"))
            .Set("description", job.Resource.GetString("description"))
            .Set("create_time", old?.Default.Resource.GetString("create_time") ?? time)
            .Set("update_time", time)
            .Set("etag", VertexIds.Create())
            .Set("labels", labels)
            .Set("default_checkpoint_id", checkpoints[checkpoints.Count - 1].Id)
            .Set("checkpoints", checkpoints.Where(checkpoint => checkpoint.Id.Length > 0).Select(checkpoint => (object)Describe(_model["checkpoints"].Message!, checkpoint)).ToList())
            .Set("model_source_info", new Message(_model["model_source_info"].Message!).SetEnum("source_type", "GENIE"))
            .Set("base_model_source", BaseModelSource(order.BaseModel));
        var version = new ModelVersionRecord(id, resource, order.BaseModel.Id, checkpoints);
        store.Models.Put(old is null
            ? new ModelRecord(name, store.NextSequence(), [version])
            : old with { Versions = [.. old.Versions.Select(ModelAliases.WithoutDefault), version] });
        return (name, id);
    }

    private Message BaseModelSource(VertexBaseModel baseModel)
    {
        var type = _model["base_model_source"].Message!;
        return new Message(type).Set("genie_source", new Message(type["genie_source"].Message!).Set("base_model_uri", VertexBaseModels.Publisher + baseModel.Id));
    }

    private string AddEndpoint(
        TuningJobOrder order, TuningJobRecord job, Dictionary<string, object> labels, string model, string version, TrainedCheckpoint checkpoint, DateTimeOffset now)
    {
        var location = VertexNames.LocationOf(job.Name);
        var region = order.BaseModel.ServingRegions?[VertexNames.RegionOf(location)];
        var name = $"{(region is null ? location : VertexNames.InRegion(location, region))}/endpoints/{VertexIds.Create()}";
        var displayName = job.Resource.GetString("tuned_model_display_name");
        var deployed = new Message(_endpoint["deployed_models"].Message!)
            .Set("id", VertexIds.Create())
            .Set("model", model)
            .Set("model_version_id", version)
            .Set("display_name", displayName)
            .Set("create_time", WireTime.Micros(now))
            .Set("checkpoint_id", checkpoint.Id);
        var resource = new Message(_endpoint)
            .Set("name", name)
            .Set("display_name", displayName)
            .Set("deployed_models", new List<object> { deployed })
            .Set("traffic_split", new Dictionary<string, object>(StringComparer.Ordinal) { [deployed.GetString("id")] = 100 })
            .Set("etag", VertexIds.Create())
            .Set("labels", labels)
            .Set("create_time", WireTime.Micros(now))
            .Set("update_time", WireTime.Micros(now));
        store.Endpoints.Put(new EndpointRecord(name, store.NextSequence(), resource));
        return name;
    }

    private static Message Describe(MessageDescriptor type, TrainedCheckpoint checkpoint) => new Message(type)
        .Set("checkpoint_id", checkpoint.Id)
        .Set("epoch", checkpoint.Epoch)
        .Set("step", checkpoint.Step);
}
