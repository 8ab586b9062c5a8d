using System.Collections.Generic;

namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API resource <c>Model</c>.</summary>
internal sealed class WireModel
{
    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public int? InputTokenLimit { get; set; }

    public int? OutputTokenLimit { get; set; }

    public List<string>? SupportedGenerationMethods { get; set; }

    public double? Temperature { get; set; }

    public double? MaxTemperature { get; set; }

    public double? TopP { get; set; }

    public int? TopK { get; set; }
}
