using System;

namespace GeminiTuning.Core.GeminiApi.Sharing;

/// <summary>A checked name <c>tunedModels/{id}/permissions/{permission}</c>.</summary>
internal readonly record struct PermissionName(TunedModelName TunedModel, string Id)
{
    private const string Separator = "/permissions/";

    public static PermissionName Parse(string name)
    {
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return at > 0
            && ResourceId.TryTake(name.Substring(0, at), TunedModelName.Prefix, out var model)
            && name.Substring(at + Separator.Length) is var id && ResourceId.IsValid(id)
                ? new PermissionName(new TunedModelName(model), id)
                : throw SharingErrors.PermissionNameInvalid(name);
    }

    public override string ToString() => TunedModel + Separator + Id;
}
