namespace GeminiTuning.Core.VertexAI;

/// <summary>The project and the location that short names are looked up in.</summary>
internal sealed record VertexScope(string Project, string Location)
{
    public string Parent => "projects/" + Project + "/locations/" + Location;
}
