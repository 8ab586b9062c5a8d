using System.IO;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Reads what is stored in buckets.</summary>
internal interface IObjectReader
{
    /// <summary>Opens an object's content; <see langword="null"/> where there is no such object.</summary>
    Stream? OpenRead(string bucket, string name);

    /// <summary>Whether there is a bucket of that name.</summary>
    bool BucketExists(string bucket);
}
