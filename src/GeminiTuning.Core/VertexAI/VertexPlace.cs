namespace GeminiTuning.Core.VertexAI;

/// <summary>Where a connection works, and who said so.</summary>
internal sealed record VertexPlace(FoundSetting Project, FoundSetting Location)
{
    public VertexScope Scope => new(Project.Value, Location.Value);
}
