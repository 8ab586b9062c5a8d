using System.IO;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads the objects that tuning jobs name by <c>gs://</c> addresses.</summary>
internal interface IObjectReader
{
    /// <summary>Opens an object; <see langword="null"/> where there is none of that name.</summary>
    Stream? OpenRead(string bucket, string name);

    bool BucketExists(string bucket);
}
