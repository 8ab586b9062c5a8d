using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// The methods of the metadata store, which leads from a job to its curves: a context for the experiment of each job that
/// has started, and one for its run.
/// </summary>
internal sealed class ContextMethods(VertexStore store, SchemaSet schema)
{
    private const string Service = "MetadataService.";
    private readonly MessageDescriptor _context = schema[VertexSchema.Package(VertexSchema.V1Beta1) + ".Context"];

    public void AddTo(VertexMethods methods)
    {
        methods.Add(Service + "GetContext", Get);
        methods.Add(Service + "ListContexts", List);
    }

    private Message Get(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        return All().Select(item => item.Value).FirstOrDefault(context => string.Equals(context.GetString("name"), name, StringComparison.Ordinal))
            ?? throw ModelLookup.NotFound("Context", name);
    }

    private Message List(ApiCall call)
    {
        var parent = VertexNames.Canonical(call.Request.GetString("parent"));
        var filter = new ListFilter(call, _context);
        return Listing.Answer(call, "contexts", parent, All()
            .Where(item => VertexNames.IsIn(item.Value.GetString("name"), parent) && filter.Matches(item.Value)));
    }

    /// <summary>All contexts in the order of the jobs; each of the two of a job has a place of its own.</summary>
    private IEnumerable<KeyValuePair<long, Message>> All() =>
        from job in store.Jobs.All()
        let name = job.Resource.GetString("experiment")
        where name.Length > 0
        from item in new[] { new KeyValuePair<long, Message>(2 * job.Sequence, Experiment(job, name)), new KeyValuePair<long, Message>((2 * job.Sequence) + 1, Run(job, name)) }
        select item;

    private Message Experiment(TuningJobRecord job, string name) => Context(job, name, "system.Experiment", VertexNames.IdOf(name))
        .Set("metadata", JsonValue.Object(
            ("experiment_deleted", JsonValue.False),
            ("backing_tensorboard_resource", JsonValue.String(ExperimentNames.TensorboardOf(VertexNames.LocationOf(name))))));

    private Message Run(TuningJobRecord job, string experiment) =>
        Context(job, ExperimentNames.RunContextOf(experiment), "system.ExperimentRun", ExperimentNames.RunOf(VertexNames.IdOf(experiment)))
            .Set("parent_contexts", new List<object> { experiment });

    private Message Context(TuningJobRecord job, string name, string schemaTitle, string displayName) => new Message(_context)
        .Set("name", name)
        .Set("display_name", displayName)
        .Set("create_time", job.Resource.GetString("start_time"))
        .Set("update_time", job.Resource.GetString("start_time"))
        .Set("schema_title", schemaTitle)
        .Set("schema_version", "0.0.1");
}
