using System;

namespace GeminiTuning.Core.GeminiApi;

/// <summary>A checked name <c>tunedModels/{id}</c>.</summary>
internal readonly record struct TunedModelName(string Id)
{
    public const string Prefix = "tunedModels/";

    /// <summary>Reads a short or full name, or takes the model's name out of a job's.</summary>
    public static TunedModelName Parse(string name)
    {
        if (JobName.TryParse(name, out var job))
        {
            return job.TunedModel;
        }

        return ResourceId.TryTake(name, Prefix, out var id) ? new TunedModelName(id) : throw GeminiApiErrors.TunedModelNameInvalid(name);
    }

    public static bool IsPrefixOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public override string ToString() => Prefix + Id;
}
