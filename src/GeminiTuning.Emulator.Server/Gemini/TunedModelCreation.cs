using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Learning;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;
using GeminiTuning.Emulator.Tuning;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Checks a request to create a tuned model, and makes of it a model, an operation and a run.</summary>
internal sealed class TunedModelCreation(TunedModelAccess access, ModelCatalogue catalogue, TimeProvider timeProvider)
{
    private const string Request = "CreateTunedModelRequest";
    private const string TaskPath = "tuned_model.tuning_task";
    private const string ExamplesPath = TaskPath + ".training_data.examples.examples";
    private const int MaxInputLength = 40_000;
    private const int MaxOutputLength = 5_000;
    private const int LargeSet = 500;
    private const int MaxSteps = 1_000_000;
    private const int DefaultEpochCount = 5;

    public (TunedModelRecord Model, OperationRecord Operation, TuningOrder Order) Plan(ApiCall call)
    {
        var given = call.Request.GetMessage("tuned_model")!;
        var rules = new RequestRules(Request);
        TunedModelRules.Check(given, rules);
        var id = call.Request.GetString("tuned_model_id");
        rules.Require(
            !call.Request.Has("tuned_model_id") || id.Length == 0 || TunedModelIds.IsValid(id),
            "tuned_model_id",
            "The id must have at most 40 characters and match [a-z]([a-z0-9-]{0,38}[a-z0-9])?.");
        CheckSource(given, rules);
        var task = given.GetMessage("tuning_task");
        var examples = ReadExamples(task, rules);
        var hyperparameters = ReadHyperparameters(task?.GetMessage("hyperparameters"), examples.Count, rules);
        var totalSteps = CountSteps(examples.Count, hyperparameters, rules);
        rules.ThrowIfBroken();

        var source = FindSource(given.GetMessage("tuned_model_source"), call);
        var baseModel = RequireBase(source?.BaseModel ?? given.GetString("base_model"), call.Version);
        var now = timeProvider.GetUtcNow();
        id = id.Length > 0 ? id : TunedModelIds.Create(given.GetString("display_name"));
        var operationName = $"tunedModels/{id}/operations/{RandomIds.Create()}";
        var model = new TunedModelRecord
        {
            Id = id,
            DisplayName = given.GetString("display_name"),
            Description = given.GetString("description"),
            BaseModel = baseModel.Name,
            SourceTunedModel = source?.Name ?? "",
            Temperature = given.GetFloat("temperature") ?? baseModel.Temperature,
            TopP = given.GetFloat("top_p") ?? baseModel.TopP,
            TopK = given.GetInt32("top_k") ?? baseModel.TopK,
            ReaderProjectNumbers = given.GetList<long>("reader_project_numbers"),
            CreateTime = now,
            UpdateTime = now,
            Hyperparameters = hyperparameters,
            Permissions = [new PermissionRecord(RandomIds.Create(), GranteeType.User, call.Caller.Email, PermissionRole.Owner)],
            Operation = operationName,
        };
        var operation = new OperationRecord { Name = operationName, TunedModel = model.Name, TotalSteps = totalSteps };
        var rate = hyperparameters.LearningRate ?? DefaultLearningRate(examples.Count) * hyperparameters.LearningRateMultiplier!.Value;
        var start = source?.Weights?.Model ?? LanguageModel.CreateBase(baseModel.Name);
        var order = new TuningOrder(operationName, start, examples, hyperparameters.EpochCount, hyperparameters.BatchSize, rate);
        return (model, operation, order);
    }

    private static float DefaultLearningRate(int exampleCount) => exampleCount > LargeSet ? 0.0002f : 0.001f;

    private static void CheckSource(Message given, RequestRules rules)
    {
        var source = given.GetMessage("tuned_model_source");
        if (source is null)
        {
            var baseModel = given.GetString("base_model");
            rules.Require(baseModel.Length > 0, "tuned_model.source_model", "Either base_model or tuned_model_source must be specified.");
            rules.Require(
                baseModel.Length == 0 || IsName(baseModel, "models/"),
                "tuned_model.base_model",
                $"'{baseModel}' is not the name of a model. The format is models/{{model}}; to tune a tuned model further, use tuned_model_source.");
        }
        else
        {
            rules.Require(
                IsName(source.GetString("tuned_model"), "tunedModels/"),
                "tuned_model.tuned_model_source.tuned_model",
                $"'{source.GetString("tuned_model")}' is not the name of a tuned model. The format is tunedModels/{{tunedModel}}.");
        }
    }

    private static bool IsName(string name, string collection) =>
        name.StartsWith(collection, StringComparison.Ordinal) && name.Length > collection.Length && name.IndexOf('/', collection.Length) < 0;

    private static List<LearningExample> ReadExamples(Message? task, RequestRules rules)
    {
        var list = new List<LearningExample>();
        if (task is null)
        {
            rules.Add(TaskPath, "The tuning task must be specified.");
            return list;
        }

        var examples = task.GetMessage("training_data")?.GetMessage("examples");
        if (examples is null)
        {
            rules.Add(TaskPath + ".training_data", "Training data must be specified.");
            return list;
        }

        foreach (var example in examples.GetMessages("examples"))
        {
            var path = ExamplesPath + "[" + list.Count.ToString(CultureInfo.InvariantCulture) + "]";
            var entry = new LearningExample(example.GetString("text_input"), example.GetString("output"));
            CheckText(entry.Input, MaxInputLength, path + ".text_input", rules);
            CheckText(entry.Output, MaxOutputLength, path + ".output", rules);
            list.Add(entry);
        }

        rules.Require(list.Count > 0, ExamplesPath, "At least one example must be specified.");
        return list;
    }

    private static void CheckText(string text, int limit, string path, RequestRules rules)
    {
        rules.Require(text.Length > 0, path, "The text must not be empty.");
        rules.Require(text.Length <= limit, path, FormattableString.Invariant($"The text is {text.Length} characters long; at most {limit} are allowed."));
    }

    private static HyperparameterValues ReadHyperparameters(Message? given, int exampleCount, RequestRules rules)
    {
        const string Path = TaskPath + ".hyperparameters.";
        var values = new HyperparameterValues(
            given?.GetInt32("epoch_count") ?? DefaultEpochCount,
            given?.GetInt32("batch_size") ?? (exampleCount > LargeSet ? 16 : 4),
            given?.GetFloat("learning_rate"),
            given?.GetFloat("learning_rate_multiplier"));
        rules.Require(values.EpochCount >= 1, Path + "epoch_count", "The epoch count must be at least 1.");
        rules.Require(values.BatchSize >= 1, Path + "batch_size", "The batch size must be at least 1.");
        rules.Require(IsPositive(values.LearningRate), Path + "learning_rate", "The learning rate must be greater than 0.");
        rules.Require(IsPositive(values.LearningRateMultiplier), Path + "learning_rate_multiplier", "The learning rate multiplier must be greater than 0.");
        return values.LearningRate is null && values.LearningRateMultiplier is null
            ? values with { LearningRate = DefaultLearningRate(exampleCount) }
            : values;
    }

    private static bool IsPositive(float? value) => value is null || (value > 0 && !float.IsInfinity(value.Value));

    private static int CountSteps(int exampleCount, HyperparameterValues hyperparameters, RequestRules rules)
    {
        if (!rules.AreKept)
        {
            return 0;
        }

        var steps = (((long)exampleCount * hyperparameters.EpochCount) + hyperparameters.BatchSize - 1) / hyperparameters.BatchSize;
        rules.Require(
            steps <= MaxSteps,
            TaskPath + ".hyperparameters.epoch_count",
            FormattableString.Invariant($"The run would take {steps} steps; at most {MaxSteps} are allowed. Use fewer epochs or a larger batch."));
        return (int)Math.Min(steps, MaxSteps);
    }

    private TunedModelRecord? FindSource(Message? source, ApiCall call)
    {
        if (source is null)
        {
            return null;
        }

        var model = access.Require(source.GetString("tuned_model"), call.Caller, PermissionRole.Reader);
        return model.State == ModelState.Active
            ? model
            : throw new ApiException(RpcCode.FailedPrecondition, $"Tuned model {model.Name} is not active, so no other can be tuned from it. Its state is {model.State.ToString().ToUpperInvariant()}.");
    }

    private BaseModel RequireBase(string name, string version)
    {
        var model = catalogue.Find(name)
            ?? throw new ApiException(RpcCode.NotFound, ModelCatalogue.NotSupported(name, ModelCatalogue.CreateTunedModel, version));
        return model.SupportedGenerationMethods.Contains(ModelCatalogue.CreateTunedModel, StringComparer.Ordinal)
            ? model
            : throw new ApiException(RpcCode.InvalidArgument, ModelCatalogue.NotSupported(name, ModelCatalogue.CreateTunedModel, version));
    }
}
