namespace GeminiTuning.Emulator.State;

/// <summary>A permission on a tuned model.</summary>
/// <param name="Id">The id below the tuned model.</param>
/// <param name="GranteeType">Whom it is given to.</param>
/// <param name="EmailAddress">The user or group; empty for everyone.</param>
/// <param name="Role">What it allows.</param>
internal sealed record PermissionRecord(string Id, GranteeType GranteeType, string EmailAddress, PermissionRole Role);
