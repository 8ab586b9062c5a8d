using System.Text.Json.Serialization;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API messages <c>SupervisedHyperParameters</c> and <c>PreferenceOptimizationHyperParameters</c>.</summary>
internal sealed class WireHyperParameters
{
    /// <summary>An int64, which is text on the wire.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? EpochCount { get; set; }

    public double? LearningRateMultiplier { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? AdapterSize { get; set; }
}
