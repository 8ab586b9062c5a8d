using System;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>Base64 as signed tokens have it: with <c>-</c> and <c>_</c>, and without padding.</summary>
internal static class Base64Url
{
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads it back.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] Decode(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64 + new string('=', (4 - (base64.Length % 4)) % 4));
    }
}
