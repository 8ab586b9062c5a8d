using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Writes operations as messages.</summary>
internal sealed class OperationMessages(SchemaSet schema, TunedModelMessages tunedModels)
{
    private readonly MessageDescriptor _operation = schema["google.longrunning.Operation"];
    private readonly MessageDescriptor _metadata = schema[GeminiSurface.Package + ".CreateTunedModelMetadata"];
    private readonly MessageDescriptor _status = schema["google.rpc.Status"];

    public Message ToMessage(OperationRecord operation)
    {
        var completed = operation.Snapshots.Count;
        var metadata = new Message(_metadata)
            .Set("total_steps", operation.TotalSteps)
            .Set("completed_steps", completed)
            .Set("completed_percent", 100f * completed / operation.TotalSteps)
            .Set("snapshots", tunedModels.ToMessages(operation.Snapshots))
            .Set("tuned_model", operation.TunedModel);
        return new Message(_operation)
            .Set("name", operation.Name)
            .Set("metadata", new AnyMessage(metadata))
            .Set("done", operation.IsDone)
            .Set("error", operation.Error is { } error ? new Message(_status).Set("code", (int)error.Code).Set("message", error.Message) : null)
            .Set("response", operation.Response is { } response ? new AnyMessage(tunedModels.ToMessage(response)) : null);
    }
}
