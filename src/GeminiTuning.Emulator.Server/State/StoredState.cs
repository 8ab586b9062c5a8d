using System.Collections.Generic;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.State;

/// <summary>All that is kept between runs.</summary>
internal sealed record StoredState(IReadOnlyList<TunedModelRecord> Models, IReadOnlyList<OperationRecord> Operations)
{
    /// <summary>What is kept of Vertex AI, if anything.</summary>
    public VertexState? VertexAi { get; init; }
}
