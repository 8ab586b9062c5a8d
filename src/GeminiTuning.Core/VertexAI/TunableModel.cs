namespace GeminiTuning.Core.VertexAI;

/// <summary>A base model in <see cref="TunableModelFile"/>.</summary>
internal sealed class TunableModel
{
    public string? Id { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }
}
