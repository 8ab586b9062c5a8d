using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Checks and does the changes of the registry. A change is checked when it is asked for, and again when it is done.</summary>
internal sealed class RegistryChanges(VertexStore store, TimeProvider timeProvider)
{
    public void Apply(RegistryOperation operation)
    {
        switch (operation.Change)
        {
            case RegistryChange.DeleteModel:
                CheckModelUnused(operation.Target);
                store.Models.Remove(operation.Target);
                break;
            case RegistryChange.DeleteModelVersion:
                RemoveVersion(operation.Target, operation.Part);
                break;
            case RegistryChange.CreateEndpoint:
                store.Endpoints.Put(new EndpointRecord(operation.Target, operation.Sequence, operation.Content!));
                break;
            case RegistryChange.DeleteEndpoint:
                CheckEndpointEmpty(operation.Target);
                store.Endpoints.Remove(operation.Target);
                break;
            case RegistryChange.DeployModel:
                Deploy(operation.Target, operation.Content!);
                break;
            case RegistryChange.UndeployModel:
                Undeploy(operation.Target, operation.Part);
                break;
            default:
                throw new InvalidOperationException($"{operation.Change} is not a change of the registry.");
        }
    }

    /// <summary>Refuses to delete a model, or a version of it, that is deployed.</summary>
    public void CheckModelUnused(string model, string? version = null)
    {
        ModelLookup.Require(store, model);
        var users = DeploymentsOf(model, version).Select(deployment => deployment.Endpoint.Name).Distinct(StringComparer.Ordinal).ToList();
        if (users.Count > 0)
        {
            throw new ApiException(
                RpcCode.FailedPrecondition,
                $"The Model \"{model}{(version is null ? "" : "@" + version)}\" is deployed at the following Endpoint(s), please undeploy it first: {string.Join(", ", users)}.");
        }
    }

    /// <summary>Refuses to delete the only version of a model, or one that is deployed.</summary>
    public void CheckVersionRemovable(string model, string version)
    {
        if (ModelLookup.Require(store, model).Model.Versions.Count == 1)
        {
            throw new ApiException(
                RpcCode.FailedPrecondition,
                $"The version {version} is the only version of the Model \"{model}\". Delete the Model instead.");
        }

        CheckModelUnused(model, version);
    }

    public EndpointRecord RequireEndpoint(string name) => store.Endpoints.Find(name) ?? throw ModelLookup.NotFound("Endpoint", name);

    /// <summary>Refuses to delete an endpoint that has deployed models.</summary>
    public void CheckEndpointEmpty(string name)
    {
        if (RequireEndpoint(name).DeployedModels.Count > 0)
        {
            throw new ApiException(
                RpcCode.FailedPrecondition,
                $"The Endpoint \"{name}\" has deployed or being-deployed DeployedModel(s). Please undeploy the DeployedModel(s) first.");
        }
    }

    /// <summary>The deployed model of an endpoint.</summary>
    /// <exception cref="ApiException">It has none of that id.</exception>
    public Message RequireDeployed(string endpoint, string id) =>
        RequireEndpoint(endpoint).DeployedModels.FirstOrDefault(deployed => string.Equals(deployed.GetString("id"), id, StringComparison.Ordinal))
        ?? throw new ApiException(RpcCode.NotFound, $"The DeployedModel \"{id}\" is not found in the Endpoint \"{endpoint}\".");

    /// <summary>Where a model, or one version of it, is deployed.</summary>
    public IEnumerable<(EndpointRecord Endpoint, Message Deployed)> DeploymentsOf(string model, string? version) =>
        from endpoint in store.Endpoints.All()
        from deployed in endpoint.DeployedModels
        where string.Equals(deployed.GetString("model"), model, StringComparison.Ordinal)
            && (version is null || string.Equals(deployed.GetString("model_version_id"), version, StringComparison.Ordinal))
        select (endpoint, deployed);

    private void RemoveVersion(string model, string version)
    {
        CheckVersionRemovable(model, version);
        var record = ModelLookup.Require(store, model).Model;
        var rest = record.Versions.Where(candidate => !string.Equals(candidate.Id, version, StringComparison.Ordinal)).ToList();
        if (!rest.Exists(candidate => candidate.IsDefault))
        {
            rest[rest.Count - 1] = ModelAliases.With(rest[rest.Count - 1], ModelVersionRecord.DefaultAlias);
        }

        store.Models.Put(record with { Versions = rest });
    }

    private void Deploy(string name, Message deployed)
    {
        ModelLookup.Require(store, $"{deployed.GetString("model")}@{deployed.GetString("model_version_id")}");
        var all = RequireEndpoint(name).DeployedModels.Append(deployed).ToList();
        Replace(name, all, deployed.GetString("id"));
    }

    private void Undeploy(string name, string id)
    {
        RequireDeployed(name, id);
        var rest = RequireEndpoint(name).DeployedModels.Where(deployed => !string.Equals(deployed.GetString("id"), id, StringComparison.Ordinal)).ToList();
        Replace(name, rest, rest.Count > 0 ? rest[rest.Count - 1].GetString("id") : null);
    }

    /// <summary>Sets the deployed models of an endpoint, of which one gets all calls.</summary>
    private void Replace(string name, List<Message> deployed, string? inUse)
    {
        var split = new Dictionary<string, object>(StringComparer.Ordinal);
        if (inUse is not null)
        {
            split.Add(inUse, 100);
        }

        var endpoint = RequireEndpoint(name);
        store.Endpoints.Put(endpoint with
        {
            Resource = endpoint.Resource.Copy()
                .Set("deployed_models", deployed.Cast<object>().ToList())
                .Set("traffic_split", split)
                .Set("update_time", WireTime.Micros(timeProvider.GetUtcNow())),
        });
    }
}
