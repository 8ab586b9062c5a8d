using System;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Checks a request to create a tuning job, and makes of it a job and an order.</summary>
internal sealed class TuningJobCreation(VertexStore store, IObjectReader objects, TimeProvider timeProvider)
{
    private const int MaxDisplayNameLength = 128;
    private const int MaxValidationExamples = 5_000;
    private static readonly string[] InputFields =
    [
        "tuned_model_display_name", "description", "base_model", "pre_tuned_model", TuningSpecs.Supervised, TuningSpecs.Preference,
        "labels", "encryption_spec", "service_account",
    ];

    private static readonly string[] DatasetFields = ["training_dataset_uri", "validation_dataset_uri"];
    private static readonly string[] PositiveFields = ["learning_rate_multiplier", "learning_rate", "beta"];
    private static readonly string[] OtherSpecs =
    [
        "distillation_spec", "partner_model_tuning_spec", "reinforcement_tuning_spec", "veo_tuning_spec", "veo_lora_tuning_spec",
    ];

    public (TuningJobRecord Job, TuningJobOrder Order) Plan(ApiCall call)
    {
        var location = VertexNames.Canonical(call.Request.GetString("parent"));
        var given = call.Request.GetMessage("tuning_job")!;
        var spec = Check(given);
        var source = FindSource(given, location);
        var baseModel = source?.Version.BaseModel is { } id ? VertexBaseModels.Require(id) : VertexBaseModels.Require(given.GetString("base_model"));
        CheckBase(baseModel, given, location);
        CheckDataset(spec.GetString("training_dataset_uri"), int.MaxValue);
        CheckDataset(spec.GetString("validation_dataset_uri"), MaxValidationExamples);

        var now = timeProvider.GetUtcNow();
        var name = $"{location}/tuningJobs/{VertexIds.Create()}";
        var displayName = given.GetString("tuned_model_display_name");
        var oldName = source?.Version.Resource.GetString("display_name");
        var continues = source is not null && (displayName.Length == 0 || string.Equals(displayName, oldName, StringComparison.Ordinal));
        var resource = new Message(given.Descriptor)
            .Set("name", name)
            .SetEnum("state", JobStates.Pending)
            .Set("create_time", WireTime.Micros(now))
            .Set("update_time", WireTime.Micros(now));
        foreach (var field in InputFields)
        {
            resource.Set(field, given[given.Descriptor[field]]);
        }

        resource.Set("tuned_model_display_name", displayName.Length > 0 ? displayName : oldName ?? $"{baseModel.Id}-{Guid.NewGuid():D}");
        if (source is { } found)
        {
            resource.Set("pre_tuned_model", given.GetMessage("pre_tuned_model")!.Copy()
                .Set("tuned_model_name", VertexNames.Canonical(given.GetMessage("pre_tuned_model")!.GetString("tuned_model_name")))
                .Set("base_model", found.Version.BaseModel));
        }

        var start = source?.Checkpoint.Weights.Model ?? LanguageModel.CreateBase(baseModel.Id);
        return (
            new TuningJobRecord(name, store.NextSequence(), resource, new LossCurves()),
            new TuningJobOrder(name, start, baseModel, continues ? source!.Value.Model.Name : null));
    }

    private static Message Check(Message given)
    {
        RefuseOthers(given);
        var rules = new VertexRules();
        rules.Require(
            given.GetString("base_model").Length > 0 || given.Has("pre_tuned_model"),
            "tuning_job.base_model",
            "Required field is not set: one of base_model and pre_tuned_model.");
        rules.Require(
            given.GetMessage("pre_tuned_model") is not { } preTuned || preTuned.GetString("tuned_model_name").Length > 0,
            "tuning_job.pre_tuned_model.tuned_model_name",
            "Required field is not set.");
        rules.Require(
            given.GetString("tuned_model_display_name").Length <= MaxDisplayNameLength,
            "tuning_job.tuned_model_display_name",
            FormattableString.Invariant($"The display name must be at most {MaxDisplayNameLength} characters long."));
        LabelRules.Check(given, "tuning_job", rules);
        var specField = TuningSpecs.FieldOf(given);
        if (specField is null)
        {
            rules.Add("tuning_job.tuning_spec", "Required field is not set: one of supervised_tuning_spec and preference_optimization_spec.");
        }
        else
        {
            CheckSpec(given.GetMessage(specField)!, "tuning_job." + specField, rules);
        }

        rules.ThrowIfBroken();
        return given.GetMessage(specField!)!;
    }

    private static void RefuseOthers(Message given)
    {
        foreach (var field in OtherSpecs.Concat(["custom_base_model"]).Select(given.Descriptor.Find).Where(field => field is not null && given[field] is not (null or "")))
        {
            throw new ApiException(RpcCode.Unimplemented, $"The emulator does not tune with {field!.JsonName}. Use supervisedTuningSpec or preferenceOptimizationSpec.");
        }
    }

    private static void CheckSpec(Message spec, string path, VertexRules rules)
    {
        var training = spec.GetString("training_dataset_uri");
        rules.Require(training.Length > 0, path + ".training_dataset_uri", "Required field is not set.");
        foreach (var field in DatasetFields)
        {
            var uri = spec.GetString(field);
            rules.Require(uri.Length == 0 || DatasetUri.TryParse(uri) is not null, $"{path}.{field}", $"'{uri}' is not a Cloud Storage URI. Use gs://bucket/object.");
        }

        var hyperparameters = TuningSpecs.HyperparametersOf(spec);
        path += "." + TuningSpecs.Hyperparameters;
        rules.Require(!(hyperparameters.GetInt64("epoch_count") < 1), path + ".epoch_count", "The epoch count must be at least 1.");
        foreach (var field in PositiveFields.Select(hyperparameters.Descriptor.Find))
        {
            rules.Require(
                field is null || hyperparameters[field] is not double value || (value > 0 && !double.IsInfinity(value)),
                $"{path}.{field?.Name}",
                "The value must be greater than 0.");
        }

        rules.Require(
            hyperparameters.Descriptor.Find("batch_size") is not { } batch || hyperparameters[batch] is not long size || size >= 1,
            path + ".batch_size",
            "The batch size must be at least 1.");
    }

    private static void CheckBase(VertexBaseModel model, Message given, string location)
    {
        if (given.Has(TuningSpecs.Preference) && !model.TakesPreferences)
        {
            throw VertexBaseModels.NotSupported(model.Id);
        }

        var adapterSize = TuningSpecs.HyperparametersOf(TuningSpecs.SpecOf(given)).GetEnum("adapter_size");
        if (adapterSize is not "ADAPTER_SIZE_UNSPECIFIED" && !model.AdapterSizes.Contains(adapterSize, StringComparer.Ordinal))
        {
            throw new ApiException(RpcCode.InvalidArgument, "The adapter size is not supported for this base model.");
        }

        if (model.ServingRegions is { } regions && !regions.ContainsKey(VertexNames.RegionOf(location)))
        {
            throw new ApiException(
                RpcCode.InvalidArgument,
                $"Base model {model.Id} is not supported for tuning in {VertexNames.RegionOf(location)}. Use {string.Join(" or ", regions.Keys)}.");
        }

        if (model.ServingRegions is not null && given.GetMessage("encryption_spec")?.GetString("kms_key_name").Length > 0)
        {
            throw new ApiException(RpcCode.InvalidArgument, $"Base model {model.Id} does not support customer-managed encryption keys.");
        }
    }

    private void CheckDataset(string uri, int maxCount)
    {
        if (uri.Length == 0)
        {
            return;
        }

        try
        {
            var count = DatasetLines.Read(objects, uri).Count;
            if (count > maxCount)
            {
                throw new DatasetException(FormattableString.Invariant($"The validation dataset {uri} has {count} examples. At most {maxCount} are allowed."));
            }
        }
        catch (DatasetException exception)
        {
            throw new ApiException(RpcCode.InvalidArgument, exception.Message);
        }
    }

    private (ModelRecord Model, ModelVersionRecord Version, TrainedCheckpoint Checkpoint)? FindSource(Message given, string location)
    {
        if (given.GetMessage("pre_tuned_model") is not { } preTuned)
        {
            return null;
        }

        var name = VertexNames.Canonical(preTuned.GetString("tuned_model_name"));
        if (!VertexNames.IsIn(name, location + "/models"))
        {
            throw new ApiException(RpcCode.InvalidArgument, $"The tuned model {name} is not a model of {location}.");
        }

        var (model, version) = ModelLookup.Require(store, name);
        var id = preTuned.GetString("checkpoint_id");
        return version.FindCheckpoint(id) is { } checkpoint
            ? (model, version, checkpoint)
            : throw new ApiException(RpcCode.InvalidArgument, $"The tuned model {name} has no checkpoint '{id}'.");
    }
}
