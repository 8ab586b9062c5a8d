using GeminiTuning.Emulator.Errors;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Finds models and their versions by name.</summary>
internal static class ModelLookup
{
    /// <summary>The name without its version, and the version, empty where none is named.</summary>
    public static (string Name, string Version) Split(string name)
    {
        var at = name.LastIndexOf('@');
        return at < 0 ? (name, "") : (name.Substring(0, at), name.Substring(at + 1));
    }

    /// <summary>The model and the version of a canonical name.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public static (ModelRecord Model, ModelVersionRecord Version) Require(VertexStore store, string name)
    {
        var (model, version) = Split(name);
        return store.Models.Find(model) is { } found && found.FindVersion(version) is { } foundVersion
            ? (found, foundVersion)
            : throw NotFound("Model", name);
    }

    public static ApiException NotFound(string type, string name) => new(RpcCode.NotFound, $"The {type} \"{name}\" is not found.");
}
