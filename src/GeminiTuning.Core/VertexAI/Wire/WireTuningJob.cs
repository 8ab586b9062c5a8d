using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using GeminiTuning.Core.GeminiApi.Wire;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>TuningJob</c>.</summary>
internal sealed class WireTuningJob
{
    public string? Name { get; set; }

    public string? TunedModelDisplayName { get; set; }

    public string? Description { get; set; }

    public string? BaseModel { get; set; }

    public WirePreTunedModel? PreTunedModel { get; set; }

    public WireTuningSpec? SupervisedTuningSpec { get; set; }

    public WireTuningSpec? PreferenceOptimizationSpec { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public WireEncryptionSpec? EncryptionSpec { get; set; }

    public string? ServiceAccount { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? State { get; set; }

    public DateTimeOffset? CreateTime { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? EndTime { get; set; }

    public DateTimeOffset? UpdateTime { get; set; }

    public WireStatus? Error { get; set; }

    public string? Experiment { get; set; }

    public WireTunedModelRef? TunedModel { get; set; }

    public WireTuningDataStats? TuningDataStats { get; set; }
}
