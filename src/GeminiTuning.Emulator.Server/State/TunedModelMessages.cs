using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.State;

/// <summary>Converts tuned models and permissions between records and messages.</summary>
internal sealed class TunedModelMessages(SchemaSet schema)
{
    private const string Package = "google.ai.generativelanguage.v1beta.";
    private readonly MessageDescriptor _tunedModel = schema[Package + "TunedModel"];
    private readonly MessageDescriptor _source = schema[Package + "TunedModelSource"];
    private readonly MessageDescriptor _task = schema[Package + "TuningTask"];
    private readonly MessageDescriptor _hyperparameters = schema[Package + "Hyperparameters"];
    private readonly MessageDescriptor _snapshot = schema[Package + "TuningSnapshot"];
    private readonly MessageDescriptor _permission = schema[Package + "Permission"];

    public Message ToMessage(TunedModelRecord model)
    {
        var hyperparameters = new Message(_hyperparameters)
            .Set("epoch_count", model.Hyperparameters.EpochCount)
            .Set("batch_size", model.Hyperparameters.BatchSize)
            .Set("learning_rate", model.Hyperparameters.LearningRate)
            .Set("learning_rate_multiplier", model.Hyperparameters.LearningRateMultiplier);
        var task = new Message(_task)
            .Set("start_time", model.StartTime is { } start ? WireTime.Nanos(start) : null)
            .Set("complete_time", model.CompleteTime is { } complete ? WireTime.Micros(complete) : null)
            .Set("snapshots", ToMessages(model.Snapshots))
            .Set("hyperparameters", hyperparameters);
        var message = new Message(_tunedModel)
            .Set("name", model.Name)
            .Set("display_name", model.DisplayName)
            .Set("description", model.Description)
            .Set("state", (int)model.State)
            .Set("create_time", WireTime.Micros(model.CreateTime))
            .Set("update_time", WireTime.Micros(model.UpdateTime))
            .Set("tuning_task", task)
            .Set("temperature", model.Temperature)
            .Set("top_p", model.TopP)
            .Set("top_k", model.TopK)
            .Set("reader_project_numbers", model.ReaderProjectNumbers.Cast<object>().ToList());
        return model.SourceTunedModel.Length > 0
            ? message.Set("tuned_model_source", new Message(_source).Set("tuned_model", model.SourceTunedModel).Set("base_model", model.BaseModel))
            : message.Set("base_model", model.BaseModel);
    }

    public List<object> ToMessages(SnapshotHistory snapshots) =>
    [
        .. snapshots.Select(snapshot => new Message(_snapshot)
            .Set("step", snapshot.Step)
            .Set("epoch", snapshot.Epoch)
            .Set("mean_loss", snapshot.MeanLoss)
            .Set("compute_time", WireTime.Nanos(snapshot.ComputeTime))),
    ];

    public Message ToMessage(PermissionRecord permission, string tunedModel) => new Message(_permission)
        .Set("name", tunedModel + "/permissions/" + permission.Id)
        .Set("grantee_type", (int)permission.GranteeType)
        .Set("email_address", permission.EmailAddress.Length > 0 ? permission.EmailAddress : null)
        .Set("role", (int)permission.Role);

    /// <summary>The record of a message that <see cref="ToMessage(TunedModelRecord)"/> made.</summary>
    public static TunedModelRecord ToRecord(Message message)
    {
        var task = message.GetMessage("tuning_task") ?? throw new FormatException("A tuned model has no tuning_task.");
        var hyperparameters = task.GetMessage("hyperparameters") ?? throw new FormatException("A tuned model has no hyperparameters.");
        var source = message.GetMessage("tuned_model_source");
        return new TunedModelRecord
        {
            Id = LastSegment(message.GetString("name")),
            DisplayName = message.GetString("display_name"),
            Description = message.GetString("description"),
            BaseModel = source?.GetString("base_model") ?? message.GetString("base_model"),
            SourceTunedModel = source?.GetString("tuned_model") ?? "",
            State = message.GetInt32("state") is { } state and >= (int)ModelState.Creating and <= (int)ModelState.Failed
                ? (ModelState)state
                : throw new FormatException("A tuned model has no state."),
            CreateTime = WireTime.Parse(message.GetString("create_time")),
            UpdateTime = WireTime.Parse(message.GetString("update_time")),
            StartTime = Time(task, "start_time"),
            CompleteTime = Time(task, "complete_time"),
            Snapshots = ToHistory(task.GetMessages("snapshots")),
            Hyperparameters = new HyperparameterValues(
                hyperparameters.GetInt32("epoch_count") ?? 0,
                hyperparameters.GetInt32("batch_size") ?? 0,
                hyperparameters.GetFloat("learning_rate"),
                hyperparameters.GetFloat("learning_rate_multiplier")),
            Temperature = message.GetFloat("temperature"),
            TopP = message.GetFloat("top_p"),
            TopK = message.GetInt32("top_k"),
            ReaderProjectNumbers = message.GetList<long>("reader_project_numbers"),
        };
    }

    public static SnapshotHistory ToHistory(IEnumerable<Message> snapshots) =>
        snapshots.Aggregate(SnapshotHistory.Empty, (history, snapshot) => history.Append(new SnapshotRecord(
            snapshot.GetInt32("step") ?? 0,
            snapshot.GetInt32("epoch") ?? 0,
            snapshot.GetFloat("mean_loss") ?? 0,
            WireTime.Parse(snapshot.GetString("compute_time")))));

    public static PermissionRecord ToPermission(Message message) => new(
        LastSegment(message.GetString("name")),
        (GranteeType)(message.GetInt32("grantee_type") ?? 0),
        message.GetString("email_address"),
        (PermissionRole)(message.GetInt32("role") ?? 0));

    private static DateTimeOffset? Time(Message message, string field) =>
        message.Has(field) ? WireTime.Parse(message.GetString(field)) : null;

    private static string LastSegment(string name) => name.Substring(name.LastIndexOf('/') + 1);
}
