using System;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>An access token on its way to who asked for it.</summary>
/// <param name="Secret">The token itself.</param>
/// <param name="Issued">What the emulator knows of it.</param>
/// <param name="Lifetime">How long it is good for.</param>
internal sealed record NewToken(string Secret, IssuedToken Issued, TimeSpan Lifetime)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"access token of {Issued.Grant.Account}";
}
