using System;
using System.Collections.Generic;
using GeminiTuning.Core.VertexAI.Wire;

namespace GeminiTuning.Core.VertexAI;

/// <summary>The tuned models of the registry at one moment, by location and number.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, WireModel> _models = new(StringComparer.Ordinal);

    public Registry(IReadOnlyList<WireModel> models)
    {
        Models = models;
        foreach (var model in models)
        {
            _models[KeyOf(model)] = model;
        }
    }

    public IReadOnlyList<WireModel> Models { get; }

    /// <summary>A key that is the same for a project's id and its number.</summary>
    public static string KeyOf(VertexName name) => VertexName.LocationOf(name.ToString()) + "/" + name.WithoutVersion().Id;

    public static string KeyOf(WireModel model) => VertexName.TryParseFull(model.Name) is { } name ? KeyOf(name) : model.Name ?? string.Empty;

    public WireModel? Find(VertexName name) => _models.TryGetValue(KeyOf(name), out var model) ? model : null;
}
