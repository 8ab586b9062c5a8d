using System.Collections.Generic;

namespace GeminiTuning;

/// <summary>The configurations of gcloud, read from its own files.</summary>
public interface IGcloudConfigurations
{
    /// <summary>Finds their names, sorted.</summary>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The names; none where gcloud has no folder.</returns>
    /// <exception cref="TuningException">The folder cannot be read.</exception>
    IReadOnlyList<string> List(CallOptions options);

    /// <summary>Reads one.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="TuningException">There is none of this name, or its file cannot be read.</exception>
    GcloudConfigurationInfo Read(string name);
}
