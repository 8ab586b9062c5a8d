using System;
using System.Linq;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Moves aliases between the versions of a model.</summary>
internal static class ModelAliases
{
    public static ModelVersionRecord WithoutDefault(ModelVersionRecord version) => Without(version, ModelVersionRecord.DefaultAlias);

    public static ModelVersionRecord Without(ModelVersionRecord version, string alias) => version with
    {
        Resource = version.Resource.Copy().Set("version_aliases", version.Aliases.Where(other => !string.Equals(other, alias, StringComparison.Ordinal)).Cast<object>().ToList()),
    };

    public static ModelVersionRecord With(ModelVersionRecord version, string alias) => version.Answers(alias)
        ? version
        : version with { Resource = version.Resource.Copy().Set("version_aliases", version.Aliases.Append(alias).Cast<object>().ToList()) };
}
