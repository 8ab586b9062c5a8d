using System.Text.Json.Serialization;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>The free-form metadata of an experiment, as far as it leads to the loss curve.</summary>
internal sealed class WireContextMetadata
{
    [JsonPropertyName("backing_tensorboard_resource")]
    public string? BackingTensorboardResource { get; set; }
}
