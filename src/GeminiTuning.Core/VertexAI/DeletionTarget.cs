using System;
using System.Collections.Generic;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The model that is to go.</summary>
/// <param name="Name">Its name, with a version only if no more than that is to go; <see langword="null"/> if there is none.</param>
/// <param name="Versions">Those of its versions that are to go; empty if it is gone already.</param>
internal sealed record DeletionTarget(VertexName? Name, IReadOnlyList<WireModel> Versions)
{
    /// <summary>Whether a deployment is one of what is to go.</summary>
    public bool Covers(VertexName? deployed) => deployed != null && Name != null && deployed.IsSameBut(Name)
        && (Name.Version == null || deployed.Version == null || string.Equals(Name.Version, deployed.Version, StringComparison.Ordinal));
}
