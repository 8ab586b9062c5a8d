namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TuningExample</c>.</summary>
internal sealed class WireExample
{
    public string? TextInput { get; set; }

    public string? Output { get; set; }
}
