using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Auth.Tokens;

/// <summary>Makes secrets that nobody can guess.</summary>
internal static class SecretText
{
    private const int Length = 32;

    public static string Create()
    {
        var bytes = new byte[Length];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Base64Url.Encode(bytes);
    }
}
