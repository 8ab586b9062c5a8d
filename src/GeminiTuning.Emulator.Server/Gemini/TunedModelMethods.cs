using System;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.State;
using GeminiTuning.Emulator.Surfaces;
using GeminiTuning.Emulator.Tuning;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The methods of tuned models.</summary>
internal sealed class TunedModelMethods(
    TuningStore store,
    TunedModelAccess access,
    TunedModelCreation creation,
    TuningRuns runs,
    TunedModelMessages messages,
    OperationMessages operations,
    TimeProvider timeProvider,
    int? jobQuota)
{
    private const string Service = GeminiSurface.Package + ".ModelService.";
    private const int DefaultPageSize = 10;

    public void AddTo(MethodTable methods)
    {
        methods.Add(Service + "GetTunedModel", Get);
        methods.Add(Service + "ListTunedModels", List);
        methods.Add(Service + "CreateTunedModel", CreateAsync);
        methods.Add(Service + "UpdateTunedModel", UpdateAsync);
        methods.Add(Service + "DeleteTunedModel", DeleteAsync);
    }

    private Message Get(ApiCall call) =>
        messages.ToMessage(access.Require(call.Request.GetString("name"), call.Caller, PermissionRole.Reader));

    private Message List(ApiCall call)
    {
        var filter = call.Request.GetString("filter");
        var paging = new Paging(call, DefaultPageSize, filter + "\n" + call.Caller);
        var condition = new TunedModelFilter(filter, call.Caller);
        var models = store.Models().Where(model => TunedModelAccess.Allows(model, call.Caller, PermissionRole.Reader) && condition.Matches(model));
        var page = paging.Cut(models, model => model.Sequence, out var nextPageToken);
        return new Message(call.Method.Output)
            .Set("tuned_models", page.Select(model => (object)messages.ToMessage(model)).ToList())
            .Set("next_page_token", nextPageToken);
    }

    private async Task<Message> CreateAsync(ApiCall call)
    {
        var (model, operation, order) = creation.Plan(call);
        if (store.Models().Count(static one => one.State == ModelState.Creating) >= jobQuota)
        {
            throw new ApiException(RpcCode.ResourceExhausted, "Resource has been exhausted (e.g. check quota).");
        }

        if (!store.TryAdd(model, operation))
        {
            throw new ApiException(RpcCode.AlreadyExists, $"Tuned model {model.Name} already exists.");
        }

        await store.SaveAsync().ConfigureAwait(false);
        runs.Begin(order);
        return operations.ToMessage(operation);
    }

    private async Task<Message> UpdateAsync(ApiCall call)
    {
        var given = call.Request.GetMessage("tuned_model")!;
        var model = access.Require(given.GetString("name"), call.Caller, PermissionRole.Writer);
        var update = new TunedModelUpdate(given, call.Request.Has("update_mask") ? call.Request.GetString("update_mask") : null);
        var changed = store.Change(model.Id, current => update.Apply(current) with { UpdateTime = timeProvider.GetUtcNow() })
            ?? throw TunedModelAccess.DoesNotExist(model.Name);
        await store.SaveAsync().ConfigureAwait(false);
        return messages.ToMessage(changed);
    }

    private async Task<Message> DeleteAsync(ApiCall call)
    {
        var model = access.Require(call.Request.GetString("name"), call.Caller, PermissionRole.Owner);
        if (!store.Remove(model.Id, timeProvider.GetUtcNow()))
        {
            throw TunedModelAccess.DoesNotExist(model.Name);
        }

        await store.SaveAsync().ConfigureAwait(false);
        return new Message(call.Method.Output);
    }
}
