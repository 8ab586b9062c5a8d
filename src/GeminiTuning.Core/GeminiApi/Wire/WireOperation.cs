namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>google.longrunning.Operation</c> of <c>tunedModels.create</c>.</summary>
internal sealed class WireOperation
{
    public string? Name { get; set; }

    public WireOperationMetadata? Metadata { get; set; }

    public bool Done { get; set; }

    public WireStatus? Error { get; set; }

    public WireTunedModel? Response { get; set; }
}
