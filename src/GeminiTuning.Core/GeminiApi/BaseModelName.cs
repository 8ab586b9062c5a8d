namespace GeminiTuning.Core.GeminiApi;

/// <summary>A checked name <c>models/{id}</c>.</summary>
internal readonly record struct BaseModelName(string Id)
{
    public const string Prefix = "models/";

    public static BaseModelName Parse(string name) =>
        ResourceId.TryTake(name, Prefix, out var id) ? new BaseModelName(id) : throw GeminiApiErrors.ModelNameInvalid(name);

    public override string ToString() => Prefix + Id;
}
