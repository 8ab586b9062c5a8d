namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>Scalar</c>.</summary>
internal sealed class WireScalar
{
    public double Value { get; set; }
}
