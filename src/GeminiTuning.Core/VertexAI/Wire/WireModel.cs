using System;
using System.Collections.Generic;

namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API resource <c>Model</c> of the registry.</summary>
internal sealed class WireModel
{
    public string? Name { get; set; }

    public string? VersionId { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public DateTimeOffset? CreateTime { get; set; }

    public DateTimeOffset? UpdateTime { get; set; }

    public string? DefaultCheckpointId { get; set; }

    public List<WireCheckpoint>? Checkpoints { get; set; }

    public List<WireDeployedModelRef>? DeployedModels { get; set; }

    public WireBaseModelSource? BaseModelSource { get; set; }
}
