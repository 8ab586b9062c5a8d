using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The methods of operations. An operation has many names, which differ in what is before its id.</summary>
internal sealed class OperationMethods(VertexStore store, RegistryOperations operations, OperationAnswers answers, TimeProvider timeProvider)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public void AddTo(VertexMethods methods)
    {
        methods.AddOperations("GetOperation", Get);
        methods.AddOperations("ListOperations", List);
        methods.AddOperations("CancelOperation", CancelAsync);
        methods.AddOperations("DeleteOperation", DeleteAsync);
        methods.AddOperations("WaitOperation", WaitAsync);
    }

    private Message Get(ApiCall call) => answers.Show(Require(call), call.Version);

    private Message List(ApiCall call)
    {
        var parent = VertexNames.Canonical(call.Request.GetString("name"));
        return Listing.Answer(call, "operations", parent, store.Operations.All()
            .Where(operation => VertexNames.IsIn(operation.Name, parent) || string.Equals(operation.Target, parent, StringComparison.Ordinal))
            .Select(operation => new KeyValuePair<long, Message>(operation.Sequence, answers.Show(operation, call.Version))));
    }

    private async Task<Message> CancelAsync(ApiCall call)
    {
        operations.Cancel(Require(call));
        await store.SaveAsync().ConfigureAwait(false);
        return new Message(call.Method.Output);
    }

    private async Task<Message> DeleteAsync(ApiCall call)
    {
        var operation = Require(call);
        if (!operation.IsDone)
        {
            throw new ApiException(RpcCode.FailedPrecondition, $"The operation {operation.Name} is not done yet.");
        }

        store.Operations.Remove(operation.Name);
        await store.SaveAsync().ConfigureAwait(false);
        return new Message(call.Method.Output);
    }

    private async Task<Message> WaitAsync(ApiCall call)
    {
        var operation = Require(call);
        var timeout = ReadTimeout(call.Request.GetString("timeout"));
        var remaining = operation.Due - timeProvider.GetUtcNow();
        var wait = remaining < timeout ? remaining : timeout;
        if (!operation.IsDone && wait > TimeSpan.Zero)
        {
#if NET8_0_OR_GREATER
            await Task.Delay(wait, timeProvider).ConfigureAwait(false);
#else
            await timeProvider.Delay(wait).ConfigureAwait(false);
#endif
            operations.Settle();
        }

        return Get(call);
    }

    private static TimeSpan ReadTimeout(string text)
    {
        var limit = text.Length == 0 ? LongestWait.TotalSeconds : double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(Math.Min(Math.Max(limit, 0), LongestWait.TotalSeconds));
    }

    private RegistryOperation Require(ApiCall call)
    {
        var name = VertexNames.Canonical(call.Request.GetString("name"));
        var location = VertexNames.LocationOf(name);
        var id = VertexNames.IdOf(name);
        return store.Operations.All().FirstOrDefault(operation =>
                string.Equals(VertexNames.IdOf(operation.Name), id, StringComparison.Ordinal) && VertexNames.IsIn(operation.Name, location))
            ?? throw ModelLookup.NotFound("Operation", name);
    }
}
