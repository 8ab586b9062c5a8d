using System;
using System.Collections.Concurrent;
using GeminiTuning.Emulator.Auth.Tokens;

namespace GeminiTuning.Emulator.Auth.OAuth;

/// <summary>The codes that wait to be exchanged. Each is good once, and not for long.</summary>
internal sealed class AuthorizationCodes(TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);

    public string Create(TokenGrant grant, string redirectUri, string? challenge)
    {
        var code = "4/emulator-" + SecretText.Create();
        _codes[code] = new AuthorizationCode(grant, redirectUri, challenge, timeProvider.GetUtcNow() + Lifetime);
        return code;
    }

    /// <summary>Takes a code out; <see langword="null"/> where it was taken before, is too old, or never was.</summary>
    public AuthorizationCode? Take(string code) =>
        _codes.TryRemove(code, out var found) && found.Expires > timeProvider.GetUtcNow() ? found : null;
}
