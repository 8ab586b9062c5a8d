using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Schema;
using GeminiTuning.Emulator.Surfaces;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Takes the handlers of one version. Before each call, the operations that are due are done.</summary>
internal sealed class VertexMethods(MethodTable methods, string package, RegistryOperations operations)
{
    private const string OperationsService = "google.longrunning.Operations.";

    public void Add(string method, Func<ApiCall, Message> answer) => methods.Add(NameOf(method), Settled(answer));

    public void Add(string method, Func<ApiCall, Task<Message>> answer) => methods.Add(NameOf(method), Settled(answer));

    public void AddStream(string method, Func<ApiCall, IReadOnlyList<Message>> answer) => methods.AddStream(NameOf(method), Settled(answer));

    public void AddOperations(string method, Func<ApiCall, Message> answer) => methods.Add(OperationsService + method, Settled(answer));

    public void AddOperations(string method, Func<ApiCall, Task<Message>> answer) => methods.Add(OperationsService + method, Settled(answer));

    private string NameOf(string method) => package + "." + method;

    private Func<ApiCall, T> Settled<T>(Func<ApiCall, T> answer) => call =>
    {
        operations.Settle();
        return answer(call);
    };
}
