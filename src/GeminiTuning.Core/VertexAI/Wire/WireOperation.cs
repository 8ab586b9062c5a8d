namespace GeminiTuning.Core.VertexAI.Wire;

/// <summary>API message <c>google.longrunning.Operation</c>; what it makes is looked at where it is.</summary>
internal sealed class WireOperation
{
    public string? Name { get; set; }

    public bool Done { get; set; }

    public WireStatus? Error { get; set; }
}
