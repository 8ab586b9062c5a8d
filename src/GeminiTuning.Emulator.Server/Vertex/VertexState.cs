using System.Collections.Generic;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>All of Vertex AI that is kept between runs.</summary>
internal sealed record VertexState(
    IReadOnlyList<TuningJobRecord> Jobs,
    IReadOnlyList<ModelRecord> Models,
    IReadOnlyList<EndpointRecord> Endpoints,
    IReadOnlyList<RegistryOperation> Operations);
