using System;
using System.Collections.Generic;
using System.Linq;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Surfaces;

/// <summary>A resource of a Discovery document: its methods, and the resources inside it.</summary>
internal sealed class DiscoveryResource
{
    private readonly SortedDictionary<string, DiscoveryResource> _resources = new(StringComparer.Ordinal);

    public SortedDictionary<string, JsonValue> Methods { get; } = new(StringComparer.Ordinal);

    /// <summary>The resource at a path below this one.</summary>
    public DiscoveryResource Find(IEnumerable<string> path)
    {
        var resource = this;
        foreach (var name in path)
        {
            if (!resource._resources.TryGetValue(name, out var inner))
            {
                inner = new DiscoveryResource();
                resource._resources.Add(name, inner);
            }

            resource = inner;
        }

        return resource;
    }

    public JsonValue ResourcesToJson() => JsonValue.Object(
        [.. _resources.Select(resource => new KeyValuePair<string, JsonValue>(resource.Key, resource.Value.ToJson()))]);

    private JsonValue ToJson() => _resources.Count == 0
        ? JsonValue.Object(("methods", JsonValue.Object([.. Methods])))
        : JsonValue.Object(("methods", JsonValue.Object([.. Methods])), ("resources", ResourcesToJson()));
}
