namespace GeminiTuning.Core.Connections.Checks.Wire;

/// <summary>Service Usage's <c>Service</c>.</summary>
internal sealed class WireEnabledService
{
    public string? State { get; set; }
}
