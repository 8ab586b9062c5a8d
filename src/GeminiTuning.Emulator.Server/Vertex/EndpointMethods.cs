using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of endpoints.</summary>
internal sealed class EndpointMethods(VertexStore store, RegistryChanges changes, RegistryOperations operations, OperationAnswers answers, TimeProvider timeProvider)
{
    private const string Service = "EndpointService.";
    private static readonly Regex EndpointId = new(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly string[] MutableFields = ["display_name", "description", "labels"];

    public void AddTo(VertexMethods methods)
    {
        methods.Add(Service + "CreateEndpoint", CreateAsync);
        methods.Add(Service + "GetEndpoint", Get);
        methods.Add(Service + "ListEndpoints", List);
        methods.Add(Service + "UpdateEndpoint", UpdateAsync);
        methods.Add(Service + "DeleteEndpoint", DeleteAsync);
        methods.Add(Service + "DeployModel", DeployAsync);
        methods.Add(Service + "UndeployModel", UndeployAsync);
    }

    private async Task<Message> CreateAsync(ApiCall call)
    {
        var location = VertexNames.Canonical(call.Request.GetString("parent"));
        var given = call.Request.GetMessage("endpoint")!;
        Check(given, MutableFields);
        var id = call.Request.GetString("endpoint_id");
        if (id.Length > 0 && !EndpointId.IsMatch(id))
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The endpoint id '{id}' is not valid. Use lowercase letters, digits and dashes.");
        }

        var name = $"{location}/endpoints/{(id.Length > 0 ? id : VertexIds.Create())}";
        if (store.Endpoints.Find(name) is not null)
        {
            throw new ApiException(RpcCode.AlreadyExists, $"The Endpoint \"{name}\" already exists.");
        }

        var time = WireTime.Micros(timeProvider.GetUtcNow());
        var endpoint = FieldMasks.Apply(new Message(given.Descriptor), given, [.. MutableFields, "encryption_spec", "network"])
            .Set("name", name)
            .Set("etag", VertexIds.Create())
            .Set("create_time", time)
            .Set("update_time", time);
        return await AnswerAsync(call, name, RegistryChange.CreateEndpoint, content: endpoint).ConfigureAwait(false);
    }

    private Message Get(ApiCall call) => changes.RequireEndpoint(VertexNames.Canonical(call.Request.GetString("name"))).Resource;

    private Message List(ApiCall call)
    {
        var location = VertexNames.Canonical(call.Request.GetString("parent"));
        var filter = new ListFilter(call, call.Method.Output["endpoints"].Message!, Special);
        return Listing.Answer(call, "endpoints", location, store.Endpoints.All()
            .Where(endpoint => VertexNames.IsIn(endpoint.Name, location) && filter.Matches(endpoint.Resource))
            .Select(endpoint => new KeyValuePair<long, Message>(endpoint.Sequence, endpoint.Resource)));
    }

    private async Task<Message> UpdateAsync(ApiCall call)
    {
        var given = call.Request.GetMessage("endpoint")!;
        var name = VertexNames.Canonical(given.GetString("name"));
        var fields = FieldMasks.Read(call.Request, given, MutableFields);
        Check(given, fields);
        var changed = store.Atomically(() =>
        {
            var endpoint = changes.RequireEndpoint(name);
            var resource = FieldMasks.Apply(endpoint.Resource, given, fields)
                .Set("update_time", WireTime.Micros(timeProvider.GetUtcNow()))
                .Set("etag", VertexIds.Create());
            store.Endpoints.Put(endpoint with { Resource = resource });
            return resource;
        });
        await store.SaveAsync().ConfigureAwait(false);
        return changed;
    }

    private async Task<Message> DeleteAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        changes.CheckEndpointEmpty(name);
        return await AnswerAsync(call, name, RegistryChange.DeleteEndpoint).ConfigureAwait(false);
    }

    private async Task<Message> DeployAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("endpoint"));
        changes.RequireEndpoint(name);
        var given = call.Request.GetMessage("deployed_model");
        if (given is null || given.GetString("model").Length == 0)
        {
            throw new ApiException(RpcCode.InvalidArgument, "deployed_model.model is required.");
        }

        var (model, version) = ModelLookup.Require(store, VertexNames.Canonical(given.GetString("model")));
        var checkpoint = version.FindCheckpoint(given.GetString("checkpoint_id"))
            ?? throw new ApiException(RpcCode.InvalidArgument, $"The Model \"{model.Name}@{version.Id}\" has no checkpoint '{given.GetString("checkpoint_id")}'.");
        var id = given.GetString("id").Length > 0 ? given.GetString("id") : VertexIds.Create();
        var deployed = given.Copy()
            .Set("id", id)
            .Set("model", model.Name)
            .Set("model_version_id", version.Id)
            .Set("display_name", given.GetString("display_name").Length > 0 ? given.GetString("display_name") : version.Resource.GetString("display_name"))
            .Set("create_time", WireTime.Micros(timeProvider.GetUtcNow()))
            .Set("checkpoint_id", checkpoint.Id);
        return await AnswerAsync(call, name, RegistryChange.DeployModel, content: deployed).ConfigureAwait(false);
    }

    private async Task<Message> UndeployAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("endpoint"));
        var id = call.Request.GetString("deployed_model_id");
        changes.RequireDeployed(name, id);
        return await AnswerAsync(call, name, RegistryChange.UndeployModel, id).ConfigureAwait(false);
    }

    private async Task<Message> AnswerAsync(ApiCall call, string endpoint, RegistryChange change, string part = "", Message? content = null)
    {
        // What is done to the models of an endpoint belongs to it; what makes or removes it does so to its location.
        var parent = change is RegistryChange.DeployModel or RegistryChange.UndeployModel or RegistryChange.CreateEndpoint ? endpoint : VertexNames.LocationOf(endpoint);
        var operation = operations.Begin(parent, change, endpoint, part, content);
        await store.SaveAsync().ConfigureAwait(false);
        return answers.Show(operation, call.Version);
    }

    private static void Check(Message given, IReadOnlyCollection<string> fields)
    {
        var rules = new VertexRules();
        rules.Require(
            !fields.Contains("display_name", StringComparer.Ordinal) || given.GetString("display_name").Length is > 0 and <= 128,
            "endpoint.display_name",
            "The display name must have 1 to 128 characters.");
        LabelRules.Check(given, "endpoint", rules);
        rules.ThrowIfBroken();
    }

    private static List<string>? Special(Message endpoint, string name) => name is "endpoint"
        ? [VertexNames.IdOf(endpoint.GetString("name")), endpoint.GetString("name")]
        : null;
}
