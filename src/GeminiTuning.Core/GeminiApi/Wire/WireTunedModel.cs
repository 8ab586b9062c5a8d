using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API resource <c>TunedModel</c>.</summary>
internal sealed class WireTunedModel
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public string? BaseModel { get; set; }

    public WireTunedModelSource? TunedModelSource { get; set; }

    [JsonConverter(typeof(EnumTextConverter))]
    public string? State { get; set; }

    public DateTimeOffset? CreateTime { get; set; }

    public DateTimeOffset? UpdateTime { get; set; }

    public WireTuningTask? TuningTask { get; set; }

    public double? Temperature { get; set; }

    public double? TopP { get; set; }

    public int? TopK { get; set; }

    public List<long>? ReaderProjectNumbers { get; set; }
}
