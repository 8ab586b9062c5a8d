using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.State;

/// <summary>Converts the state to the messages of the state file and back.</summary>
internal sealed class StateMessages
{
    private const int FormatVersion = 1;
    private static readonly SchemaSet Schema = SchemaSet.Load(
        VertexSchema.ToV1Beta1, ["state.proto", "generativelanguage.tuning.proto", "aiplatform.state.proto", .. VertexSchema.MessageFiles]);

    private readonly TunedModelMessages _tunedModels = new(Schema);
    private readonly VertexStateMessages _vertexAi = new(Schema);

    public MessageDescriptor StateType { get; } = Schema["geminituning.emulator.State"];

    public Message ToMessage(StoredState state) => new Message(StateType)
        .Set("format_version", FormatVersion)
        .Set("tuned_models", state.Models.Select(ToMessage).Cast<object>().ToList())
        .Set("operations", state.Operations.Select(ToMessage).Cast<object>().ToList())
        .Set("vertex_ai", state.VertexAi is null ? null : _vertexAi.ToMessage(state.VertexAi));

    public static StoredState FromMessage(Message message)
    {
        if (message.GetInt32("format_version") != FormatVersion)
        {
            throw new FormatException("Its format_version is not one that this emulator knows.");
        }

        var models = message.GetMessages("tuned_models").Select(ToModel).ToList();
        var operations = message.GetMessages("operations").Select(ToOperation).ToList();
        RefuseDoubles(models.Select(model => model.Name));
        RefuseDoubles(operations.Select(operation => operation.Name));
        var vertexAi = message.GetMessage("vertex_ai");
        return new StoredState(models, operations) { VertexAi = vertexAi is null ? null : VertexStateMessages.FromMessage(vertexAi) };
    }

    private Message ToMessage(TunedModelRecord model) => new Message(Schema["geminituning.emulator.StoredTunedModel"])
        .Set("sequence", model.Sequence)
        .Set("tuned_model", _tunedModels.ToMessage(model))
        .Set("permissions", model.Permissions.Select(permission => (object)_tunedModels.ToMessage(permission, model.Name)).ToList())
        .Set("operation", model.Operation)
        .Set("weights", model.Weights?.Bytes);

    private Message ToMessage(OperationRecord operation)
    {
        var message = new Message(Schema["geminituning.emulator.StoredOperation"])
            .Set("sequence", operation.Sequence)
            .Set("name", operation.Name)
            .Set("tuned_model", operation.TunedModel)
            .Set("total_steps", operation.TotalSteps)
            .Set("done", operation.IsDone)
            .Set("response", operation.Response is null ? null : _tunedModels.ToMessage(operation.Response))
            .Set("snapshots", _tunedModels.ToMessages(operation.Snapshots));
        if (operation.Error is { } error)
        {
            message.Set("error", new Message(Schema["google.rpc.Status"]).Set("code", (int)error.Code).Set("message", error.Message));
        }

        return message;
    }

    private static TunedModelRecord ToModel(Message message)
    {
        var model = TunedModelMessages.ToRecord(message.GetMessage("tuned_model") ?? throw new FormatException("An entry has no tuned_model."));
        var weights = message.GetBytes("weights");
        if (weights is null && model.State == ModelState.Active)
        {
            throw new FormatException($"{model.Name} is active but has no weights.");
        }

        return model with
        {
            Sequence = message.GetInt64("sequence") ?? 0,
            Permissions = [.. message.GetMessages("permissions").Select(TunedModelMessages.ToPermission)],
            Operation = message.GetString("operation"),
            Weights = weights is null ? null : ReadWeights(model.Name, weights),
        };
    }

    private static TrainedWeights ReadWeights(string name, byte[] bytes)
    {
        try
        {
            return TrainedWeights.FromBytes(bytes);
        }
        catch (Exception exception)
        {
            throw new FormatException($"The weights of {name} cannot be read.", exception);
        }
    }

    private static OperationRecord ToOperation(Message message)
    {
        var response = message.GetMessage("response");
        return new OperationRecord
        {
            Sequence = message.GetInt64("sequence") ?? 0,
            Name = message.GetString("name"),
            TunedModel = message.GetString("tuned_model"),
            TotalSteps = message.GetInt32("total_steps") ?? 0,
            IsDone = message.GetBool("done"),
            Error = message.GetMessage("error") is { } error ? ((RpcCode)(error.GetInt32("code") ?? 0), error.GetString("message")) : null,
            Response = response is null ? null : TunedModelMessages.ToRecord(response),
            Snapshots = TunedModelMessages.ToHistory(message.GetMessages("snapshots")),
        };
    }

    private static void RefuseDoubles(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !seen.Add(name)))
        {
            throw new FormatException($"'{name}' is in it more than once.");
        }
    }
}
