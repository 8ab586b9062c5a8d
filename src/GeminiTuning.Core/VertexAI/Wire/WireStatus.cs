namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>google.rpc.Status</c>.</summary>
internal sealed class WireStatus
{
    public int Code { get; set; }

    public string? Message { get; set; }
}
