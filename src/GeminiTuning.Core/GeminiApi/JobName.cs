using System;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>A checked name <c>tunedModels/{id}/operations/{operation}</c>.</summary>
internal readonly record struct JobName(TunedModelName TunedModel, string Operation)
{
    private const string Separator = "/operations/";

    public static bool TryParse(string name, out JobName job)
    {
        job = default;
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0 || !TunedModelName.IsPrefixOf(name))
        {
            return false;
        }

        var operation = name.Substring(at + Separator.Length);
        var id = name.Substring(TunedModelName.Prefix.Length, Math.Max(0, at - TunedModelName.Prefix.Length));
        if (!ResourceId.IsValid(operation) || !ResourceId.IsValid(id))
        {
            return false;
        }

        job = new JobName(new TunedModelName(id), operation);
        return true;
    }

    public override string ToString() => TunedModel + Separator + Operation;
}
