using System;
using GeminiTuning.Emulator.Errors;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A change of the registry that goes on after the call that began it, at one moment.</summary>
internal sealed record RegistryOperation : ITableRecord
{
    public required string Name { get; init; }

    public required long Sequence { get; init; }

    public required RegistryChange Change { get; init; }

    /// <summary>The resource to change.</summary>
    public required string Target { get; init; }

    /// <summary>The part of it to remove: a version, or a deployed model.</summary>
    public string Part { get; init; } = "";

    /// <summary>What to add: an endpoint, or a deployed model.</summary>
    public Message? Content { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it is to be done.</summary>
    public required DateTimeOffset Due { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    public (RpcCode Code, string Message)? Error { get; init; }
}
