namespace GeminiTuning.Emulator.Surfaces;

/// <summary>Who makes a call.</summary>
/// <param name="Email">The identity that permissions are given to.</param>
/// <param name="IsProject">Whether the credential is an API key: it stands for the project, not for a person.</param>
internal sealed record Caller(string Email, bool IsProject)
{
    /// <summary>The identity of credentials that do not name one.</summary>
    public const string DefaultEmail = "me@example.com";
}
