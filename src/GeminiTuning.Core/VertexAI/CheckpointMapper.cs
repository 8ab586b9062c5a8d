using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>Makes <see cref="TunedModelCheckpoint"/> of what is on the wire.</summary>
internal static class CheckpointMapper
{
    /// <param name="made">What the job made; <see langword="null"/> if nothing yet.</param>
    /// <param name="defaultId">The model's default checkpoint, where the model was looked at.</param>
    public static IReadOnlyList<TunedModelCheckpoint> Map(WireTunedModelRef? made, string? defaultId)
    {
        var wires = made?.Checkpoints ?? [];
        if (wires.Count == 0)
        {
            return [];
        }

        // The model's own endpoint serves the default one; without any sign it is the last.
        var standard = defaultId
            ?? wires.FirstOrDefault(wire => wire.Endpoint != null && string.Equals(wire.Endpoint, made!.Endpoint, StringComparison.Ordinal))?.CheckpointId
            ?? wires[wires.Count - 1].CheckpointId;
        return wires.ConvertAll(wire => new TunedModelCheckpoint
        {
            CheckpointId = wire.CheckpointId ?? string.Empty,
            TunedModel = made!.Model,
            Epoch = wire.Epoch,
            Step = wire.Step,
            Endpoint = wire.Endpoint,
            IsDefault = string.Equals(wire.CheckpointId, standard, StringComparison.Ordinal),
        });
    }
}
