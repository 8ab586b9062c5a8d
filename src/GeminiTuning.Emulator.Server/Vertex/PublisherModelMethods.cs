using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of the models that Google publishes.</summary>
internal static class PublisherModelMethods
{
    private const string GooglePublisher = "publishers/google";

    public static void AddTo(VertexMethods methods, string version)
    {
        methods.Add("ModelGardenService.GetPublisherModel", Get);
        if (version is VertexSchema.V1Beta1)
        {
            methods.Add("ModelGardenListing.ListPublisherModels", List);
        }
    }

    private static Message Get(ApiCall call)
    {
        var name = call.Request.GetString("name");
        var at = name.IndexOf('@');
        var model = name.StartsWith(VertexBaseModels.Publisher, StringComparison.Ordinal) ? VertexBaseModels.Find(at < 0 ? name : name.Substring(0, at)) : null;
        return model is null ? throw ModelLookup.NotFound("PublisherModel", name) : Show(model, call.Method.Output);
    }

    private static Message List(ApiCall call)
    {
        var parent = call.Request.GetString("parent");
        var type = call.Method.Output["publisher_models"].Message!;
        var filter = new ListFilter(call, type);
        var models = parent is GooglePublisher ? VertexBaseModels.All : [];
        return Listing.Answer(call, "publisher_models", parent, models
            .Select((model, index) => new KeyValuePair<long, Message>(models.Count - index, Show(model, type)))
            .Where(item => filter.Matches(item.Value)));
    }

    private static Message Show(VertexBaseModel model, MessageDescriptor type) => new Message(type)
        .Set("name", VertexBaseModels.Publisher + model.Id)
        .Set("version_id", "default")
        .SetEnum("open_source_category", "PROPRIETARY")
        .SetEnum("launch_stage", "GA")
        .SetEnum("version_state", "VERSION_STATE_STABLE")
        .Set("publisher_model_template", $"projects/{{project}}/locations/{{location}}/{VertexBaseModels.Publisher}{model.Id}");
}
