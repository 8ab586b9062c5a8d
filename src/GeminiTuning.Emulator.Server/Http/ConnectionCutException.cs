using System.IO;

namespace GeminiTuning.Emulator.Http;

/// <summary>A connection is to end before its answer does.</summary>
/// <param name="resets">Whether it is to be reset, rather than closed after what was sent.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It only leads out of the answering of a request.")]
internal sealed class ConnectionCutException(bool resets) : IOException
{
    public bool Resets { get; } = resets;
}
