using System;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods of the operations that create tuned models.</summary>
internal sealed class OperationMethods(TuningStore store, OperationMessages messages, TimeProvider timeProvider)
{
    private const string Service = "google.longrunning.Operations.";
    private const string AllOperations = "operations";
    private const int DefaultPageSize = 10;

    public void AddTo(MethodTable methods)
    {
        methods.Add(Service + "GetOperation", Get);
        methods.Add(Service + "ListOperations", List);
        methods.Add(Service + "CancelOperation", CancelAsync);
    }

    private Message Get(ApiCall call) => messages.ToMessage(Require(call, PermissionRole.Reader));

    private Message List(ApiCall call)
    {
        var parent = call.Request.GetString("name");
        var operations = store.Operations()
            .Where(operation => Allows(operation, call.Caller, PermissionRole.Reader))
            .Where(operation => parent is AllOperations || string.Equals(operation.TunedModel, parent, StringComparison.Ordinal))
            .ToList();
        if (operations.Count == 0 && parent is not AllOperations)
        {
            throw TunedModelAccess.DoesNotExist(parent);
        }

        var query = parent + "\n" + call.Request.GetString("filter");
        var page = new Paging(call, DefaultPageSize, query).Cut(operations, operation => operation.Sequence, out var nextPageToken);
        return new Message(call.Method.Output)
            .Set("operations", page.Select(operation => (object)messages.ToMessage(operation)).ToList())
            .Set("next_page_token", nextPageToken);
    }

    private async Task<Message> CancelAsync(ApiCall call)
    {
        var operation = Require(call, PermissionRole.Writer);
        if (store.Fail(operation.Name, RpcCode.Cancelled, "The operation was cancelled.", timeProvider.GetUtcNow()))
        {
            await store.SaveAsync().ConfigureAwait(false);
        }

        return new Message(call.Method.Output);
    }

    private OperationRecord Require(ApiCall call, PermissionRole role)
    {
        var name = call.Request.GetString("name");
        var operation = store.FindOperation(name) ?? throw new ApiException(RpcCode.NotFound, $"Operation {name} does not exist.");
        return Allows(operation, call.Caller, role)
            ? operation
            : throw new ApiException(RpcCode.PermissionDenied, $"You do not have permission to access operation {name}.");
    }

    /// <summary>Whether a caller may see an operation: the tuned model decides, as long as there is one.</summary>
    private bool Allows(OperationRecord operation, Caller caller, PermissionRole role) =>
        store.FindModel(operation.TunedModel.Substring(operation.TunedModel.IndexOf('/') + 1)) is not { } model
        || TunedModelAccess.Allows(model, caller, role);
}
