using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Schema;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A version of a model of the registry.</summary>
/// <param name="Id">The id, counted from 1.</param>
/// <param name="Resource">The <c>Model</c> as far as it is kept. It is not changed, only replaced.</param>
/// <param name="BaseModel">The id of the base model.</param>
/// <param name="Checkpoints">What was learnt.</param>
internal sealed record ModelVersionRecord(string Id, Message Resource, string BaseModel, IReadOnlyList<TrainedCheckpoint> Checkpoints)
{
    public const string DefaultAlias = "default";

    public IReadOnlyList<string> Aliases => Resource.GetList<string>("version_aliases");

    public bool IsDefault => Answers(DefaultAlias);

    /// <summary>Whether a name means this version: by its id or by an alias.</summary>
    public bool Answers(string version) =>
        string.Equals(Id, version, StringComparison.Ordinal) || Aliases.Contains(version, StringComparer.Ordinal);

    /// <summary>The checkpoint of that id, or the one to use where none is named; <see langword="null"/> for an unknown one.</summary>
    public TrainedCheckpoint? FindCheckpoint(string id)
    {
        var wanted = id.Length > 0 ? id : Resource.GetString("default_checkpoint_id");
        return wanted.Length == 0
            ? Checkpoints[Checkpoints.Count - 1]
            : Checkpoints.FirstOrDefault(checkpoint => string.Equals(checkpoint.Id, wanted, StringComparison.Ordinal));
    }
}
