using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>Endpoint</c>.</summary>
internal sealed class WireEndpoint
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public List<WireDeployedModel>? DeployedModels { get; set; }

    public Dictionary<string, int>? TrafficSplit { get; set; }
}
