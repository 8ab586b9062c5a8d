using System.Collections.Generic;

namespace GeminiTuning.Emulator.Schema;

/// <summary>A method of a service.</summary>
internal sealed class MethodDescriptor
{
    public required string Name { get; init; }

    /// <summary>The full name of the service.</summary>
    public required string Service { get; init; }

    public required MessageDescriptor Input { get; init; }

    public required MessageDescriptor Output { get; init; }

    /// <summary>Whether the answer is a stream of messages.</summary>
    public bool IsStreaming { get; init; }

    public required IReadOnlyList<HttpBinding> Bindings { get; init; }

    public string Comment { get; init; } = "";

    /// <summary>Whether it changes nothing, as far as its verb tells.</summary>
    public bool IsRead => Bindings.Count > 0 && Bindings[0].Verb is "GET";

    public string FullName => Service + "." + Name;

    public override string ToString() => FullName;
}
