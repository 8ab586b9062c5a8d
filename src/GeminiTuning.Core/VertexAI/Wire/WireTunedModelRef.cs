using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>TunedModel</c>: the model and the endpoint that a job made.</summary>
internal sealed class WireTunedModelRef
{
    public string? Model { get; set; }

    public string? Endpoint { get; set; }

    public List<WireCheckpoint>? Checkpoints { get; set; }
}
