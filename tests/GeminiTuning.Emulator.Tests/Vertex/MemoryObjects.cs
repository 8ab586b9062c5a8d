using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>A storage in memory; a bucket exists as soon as it has an object.</summary>
internal sealed class MemoryObjects : IObjectReader
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public void Put(string uri, params string[] lines) => _objects[uri] = Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n");

    public Stream? OpenRead(string bucket, string name) =>
        _objects.TryGetValue($"gs://{bucket}/{name}", out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    public bool BucketExists(string bucket) => _objects.Keys.Any(uri => uri.StartsWith($"gs://{bucket}/", StringComparison.Ordinal));
}
