using System;

namespace GeminiTuning.Core.VertexAI;

/// <summary>A model on an endpoint, in a form of ours: <c>projects/…/endpoints/E/deployedModels/D</c>.</summary>
internal sealed record DeployedModelName(VertexName Endpoint, string Id)
{
    private const string Separator = "/deployedModels/";

    public static DeployedModelName? TryParse(string name)
    {
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return at > 0 && VertexName.TryParseFull(name.Substring(0, at)) is { Kind: ResourceKind.Endpoint } endpoint
            ? new DeployedModelName(endpoint, name.Substring(at + Separator.Length))
            : null;
    }

    public override string ToString() => Endpoint + Separator + Id;
}
