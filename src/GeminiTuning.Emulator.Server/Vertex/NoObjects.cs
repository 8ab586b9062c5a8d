using System.IO;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The storage of an emulator that has none.</summary>
internal sealed class NoObjects : IObjectReader
{
    public Stream? OpenRead(string bucket, string name) => null;

    public bool BucketExists(string bucket) => false;
}
