namespace GeminiTuning.Core.Auth;

/// <summary>The two ways in which Google services know a caller.</summary>
internal enum CredentialKind
{
    ApiKey,
    OAuth,
}
