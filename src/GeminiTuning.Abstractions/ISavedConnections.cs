using System.Collections.Generic;
using System.Threading.Tasks;

namespace GeminiTuning;

/// <summary>The user's saved connections, in a file that all sessions share.</summary>
public interface ISavedConnections
{
    /// <summary>Reads them, sorted by name.</summary>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The connections; none where no file is there.</returns>
    /// <exception cref="TuningException">The file cannot be read, or is not what it should be.</exception>
    IReadOnlyList<SavedConnection> List(CallOptions options);

    /// <summary>Reads one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="TuningException">There is none of this name, or as for <see cref="List"/>.</exception>
    SavedConnection Read(string name, CallOptions options);

    /// <summary>Removes one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What accompanies the call.</param>
    /// <returns>A task.</returns>
    /// <exception cref="TuningException">There is none of this name, or the file cannot be written.</exception>
    Task RemoveAsync(string name, CallOptions options);
}
