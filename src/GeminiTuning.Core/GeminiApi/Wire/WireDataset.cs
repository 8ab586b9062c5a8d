namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>Dataset</c>: a choice with one member so far, hence the word <c>examples</c> twice on the wire.</summary>
internal sealed class WireDataset
{
    public WireExamples? Examples { get; set; }
}
