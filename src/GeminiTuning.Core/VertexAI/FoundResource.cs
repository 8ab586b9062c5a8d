using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>What a name led to.</summary>
internal sealed record FoundResource
{
    /// <summary>The name, with its kind settled.</summary>
    public required VertexName Name { get; init; }

    /// <summary>The job, where the name is one or leads to one.</summary>
    public WireTuningJob? Job { get; init; }

    /// <summary>The model in the registry, where it was looked at and is there.</summary>
    public WireModel? Model { get; init; }

    /// <summary>The model's name with its version; <see langword="null"/> while there is none.</summary>
    public VertexName? ModelName { get; init; }

    /// <summary>The endpoint, where the name is one.</summary>
    public WireEndpoint? Endpoint { get; init; }
}
