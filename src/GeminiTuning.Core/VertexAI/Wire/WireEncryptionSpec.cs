namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>EncryptionSpec</c>.</summary>
internal sealed class WireEncryptionSpec
{
    public string? KmsKeyName { get; set; }
}
