using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>Which handler answers which method, by the methods' full names.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, MethodHandler> _handlers = new(StringComparer.Ordinal);

    public void Add(string method, Func<ApiCall, Message> answer) =>
        _handlers.Add(method, call => Task.FromResult<IReadOnlyList<Message>>([answer(call)]));

    public void Add(string method, Func<ApiCall, Task<Message>> answer) =>
        _handlers.Add(method, async call => [await answer(call).ConfigureAwait(false)]);

    public void AddStream(string method, Func<ApiCall, IReadOnlyList<Message>> answer) =>
        _handlers.Add(method, call => Task.FromResult(answer(call)));

    public MethodHandler Find(MethodDescriptor method) =>
        _handlers.TryGetValue(method.FullName, out var handler)
            ? handler
            : throw new ArgumentException($"{method.FullName} has no handler.", nameof(method));
}
