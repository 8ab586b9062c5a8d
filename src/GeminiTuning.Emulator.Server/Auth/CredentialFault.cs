namespace GeminiTuning.Emulator.Auth;

/// <summary>What a credential is refused for.</summary>
internal enum CredentialFault
{
    None,
    Invalid,
    Expired,
    LacksScope,
}
