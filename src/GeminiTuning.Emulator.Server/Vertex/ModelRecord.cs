using System;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A model of the registry at one moment.</summary>
/// <param name="Name">The resource name, without a version.</param>
/// <param name="Sequence">The place in the order of creation.</param>
/// <param name="Versions">Its versions, the oldest first; never none.</param>
internal sealed record ModelRecord(string Name, long Sequence, IReadOnlyList<ModelVersionRecord> Versions) : ITableRecord
{
    public ModelVersionRecord Default => Versions.FirstOrDefault(version => version.IsDefault) ?? Versions[Versions.Count - 1];

    /// <summary>The version of that id or alias, the default one where none is named; <see langword="null"/> for an unknown one.</summary>
    public ModelVersionRecord? FindVersion(string version) =>
        version.Length == 0 ? Default : Versions.FirstOrDefault(candidate => candidate.Answers(version));

    public ModelRecord Replace(ModelVersionRecord changed) => this with
    {
        Versions = [.. Versions.Select(version => string.Equals(version.Id, changed.Id, StringComparison.Ordinal) ? changed : version)],
    };
}
