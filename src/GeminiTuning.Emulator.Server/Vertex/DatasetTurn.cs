namespace GeminiTuning.Emulator.Vertex;

/// <summary>A turn of a conversation.</summary>
internal sealed record DatasetTurn(string Role, string Text)
{
    public bool IsModel => Role is "model";
}
