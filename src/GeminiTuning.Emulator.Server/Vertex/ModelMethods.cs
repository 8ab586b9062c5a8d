using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of the models of the registry.</summary>
internal sealed class ModelMethods(VertexStore store, RegistryChanges changes, RegistryOperations operations, OperationAnswers answers, TimeProvider timeProvider)
{
    private const string Service = "ModelService.";
    private const string DefaultCheckpoint = "default_checkpoint_id";
    private static readonly string[] ModelFields = ["display_name", "description"];
    private static readonly string[] MutableFields = [.. ModelFields, "labels", DefaultCheckpoint, "version_description"];

    public void AddTo(VertexMethods methods)
    {
        methods.Add(Service + "GetModel", Get);
        methods.Add(Service + "ListModels", List);
        methods.Add(Service + "ListModelVersions", ListVersions);
        methods.Add(Service + "UpdateModel", UpdateAsync);
        methods.Add(Service + "DeleteModel", DeleteAsync);
        methods.Add(Service + "DeleteModelVersion", DeleteVersionAsync);
        methods.Add(Service + "MergeVersionAliases", MergeAliasesAsync);
    }

    private Message Get(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        var (model, version) = ModelLookup.Require(store, name);
        return Show(model, version, withVersion: name.IndexOf('@') >= 0);
    }

    private Message List(ApiCall call)
    {
        var location = VertexNames.Canonical(call.Request.GetString("parent"));
        var filter = new ListFilter(call, call.Method.Output["models"].Message!, Special);
        return Listing.Answer(call, "models", location, store.Models.All()
            .Where(model => VertexNames.IsIn(model.Name, location))
            .Select(model => new KeyValuePair<long, Message>(model.Sequence, Show(model, model.Default, withVersion: false)))
            .Where(item => filter.Matches(item.Value)));
    }

    private Message ListVersions(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        var filter = new ListFilter(call, call.Method.Output["models"].Message!, Special);
        var model = ModelLookup.Require(store, ModelLookup.Split(name).Name).Model;
        return Listing.Answer(call, "models", name, model.Versions
            .Select((version, index) => new KeyValuePair<long, Message>(index + 1, Show(model, version, withVersion: true)))
            .Where(item => filter.Matches(item.Value)));
    }

    private async Task<Message> UpdateAsync(ApiCall call)
    {
        var given = call.Request.GetMessage("model")!;
        var name = VertexNames.Canonical(given.GetString("name"));
        var fields = FieldMasks.Read(call.Request, given, MutableFields);
        var rules = new VertexRules();
        rules.Require(!fields.Contains("display_name") || given.GetString("display_name").Length is > 0 and <= 128, "model.display_name", "The display name must have 1 to 128 characters.");
        LabelRules.Check(given, "model", rules);
        rules.ThrowIfBroken();
        var changed = store.Atomically(() =>
        {
            var (model, version) = ModelLookup.Require(store, name);
            var time = WireTime.Micros(timeProvider.GetUtcNow());
            if (fields.Contains(DefaultCheckpoint))
            {
                MoveEndpoints(model, version, given.GetString(DefaultCheckpoint));
            }

            // The name and the description are those of the model, the rest is the version's.
            var updated = model with
            {
                Versions = [.. model.Versions.Select(candidate => candidate with
                {
                    Resource = FieldMasks.Apply(candidate.Resource, given, string.Equals(candidate.Id, version.Id, StringComparison.Ordinal) ? fields : fields.Intersect(ModelFields, StringComparer.Ordinal))
                        .Set("update_time", time)
                        .Set("etag", VertexIds.Create()),
                })],
            };
            updated = updated.Replace(Touch(updated.FindVersion(version.Id)!, time));
            store.Models.Put(updated);
            return Show(updated, updated.FindVersion(version.Id)!, withVersion: name.IndexOf('@') >= 0);
        });
        await store.SaveAsync().ConfigureAwait(false);
        return changed;
    }

    private async Task<Message> DeleteAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        var (model, _) = ModelLookup.Require(store, name);
        if (name.IndexOf('@') >= 0 && model.Versions.Count > 1)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The Model \"{model.Name}\" has other versions than that of the name {name}. Delete the version, or the Model without naming a version.");
        }

        changes.CheckModelUnused(model.Name);
        return await AnswerAsync(call, RegistryChange.DeleteModel, model.Name).ConfigureAwait(false);
    }

    private async Task<Message> DeleteVersionAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        if (ModelLookup.Split(name).Version.Length == 0)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The name {name} does not name a version. Use {name}@{{version}}.");
        }

        var (model, version) = ModelLookup.Require(store, name);
        changes.CheckVersionRemovable(model.Name, version.Id);
        return await AnswerAsync(call, RegistryChange.DeleteModelVersion, model.Name, version.Id).ConfigureAwait(false);
    }

    private async Task<Message> MergeAliasesAsync(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        var merged = store.Atomically(() =>
        {
            var (model, version) = ModelLookup.Require(store, name);
            foreach (var alias in call.Request.GetList<string>("version_aliases"))
            {
                model = MergeAlias(model, version.Id, alias);
            }

            store.Models.Put(model);
            return Show(model, model.FindVersion(version.Id)!, withVersion: true);
        });
        await store.SaveAsync().ConfigureAwait(false);
        return merged;
    }

    private static ModelRecord MergeAlias(ModelRecord model, string version, string alias)
    {
        var remove = alias.StartsWith("-", StringComparison.Ordinal);
        var name = remove ? alias.Substring(1) : alias;
        if (remove && name is ModelVersionRecord.DefaultAlias)
        {
            throw new ApiException(RpcCode.InvalidArgument, "The alias 'default' can be moved to another version, but not removed.");
        }

        return model with
        {
            Versions = [.. model.Versions.Select(candidate =>
                !string.Equals(candidate.Id, version, StringComparison.Ordinal) && !remove ? ModelAliases.Without(candidate, name)
                : !string.Equals(candidate.Id, version, StringComparison.Ordinal) ? candidate
                : remove ? ModelAliases.Without(candidate, name)
                : ModelAliases.With(candidate, name))],
        };
    }

    private async Task<Message> AnswerAsync(ApiCall call, RegistryChange change, string model, string version = "")
    {
        var operation = operations.Begin(VertexNames.LocationOf(model), change, model, version);
        await store.SaveAsync().ConfigureAwait(false);
        return answers.Show(operation, call.Version);
    }

    /// <summary>A new default checkpoint is what the endpoint of the job that made the version means from now on.</summary>
    private void MoveEndpoints(ModelRecord model, ModelVersionRecord version, string checkpoint)
    {
        if (checkpoint.Length == 0 || version.FindCheckpoint(checkpoint) is null)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The Model \"{model.Name}@{version.Id}\" has no checkpoint '{checkpoint}'.");
        }

        foreach (var job in store.Jobs.All())
        {
            if (job.Resource.GetMessage("tuned_model") is { } tuned
                && string.Equals(tuned.GetString("model"), $"{model.Name}@{version.Id}", StringComparison.Ordinal)
                && tuned.GetMessages("checkpoints").FirstOrDefault(candidate => string.Equals(candidate.GetString("checkpoint_id"), checkpoint, StringComparison.Ordinal)) is { } target)
            {
                store.Jobs.Put(job with { Resource = job.Resource.Copy().Set("tuned_model", tuned.Copy().Set("endpoint", target.GetString("endpoint"))) });
            }
        }
    }

    private static ModelVersionRecord Touch(ModelVersionRecord version, string time) =>
        version with { Resource = version.Resource.Copy().Set("version_update_time", time) };

    private Message Show(ModelRecord model, ModelVersionRecord version, bool withVersion)
    {
        var type = version.Resource.Descriptor["deployed_models"].Message!;
        return version.Resource.Copy()
            .Set("name", withVersion ? $"{model.Name}@{version.Id}" : model.Name)
            .Set("deployed_models", changes.DeploymentsOf(model.Name, version.Id).Select(deployment => (object)new Message(type)
                .Set("endpoint", deployment.Endpoint.Name)
                .Set("deployed_model_id", deployment.Deployed.GetString("id"))
                .Set("checkpoint_id", deployment.Deployed.GetString("checkpoint_id"))).ToList());
    }

    private static List<string>? Special(Message model, string name)
    {
        var unversioned = ModelLookup.Split(model.GetString("name")).Name;
        return name switch
        {
            "model" or "model_user_id" or "modelUserId" => [VertexNames.IdOf(unversioned), unversioned],
            "base_model_name" or "baseModelName" => model.GetMap("labels").TryGetValue(TunedModelUpload.BaseModelLabel, out var value) ? [value.ToString()!] : [],
            _ => null,
        };
    }
}
