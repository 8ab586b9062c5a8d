namespace GeminiTuning.Core.GeminiApi.Wire;

/// <summary>API message <c>TransferOwnershipRequest</c>.</summary>
internal sealed class WireOwnershipTransfer
{
    public string? EmailAddress { get; set; }
}
