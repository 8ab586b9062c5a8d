using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Makes ids of letters and digits as the service does.</summary>
internal static class RandomIds
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Alphabet = Letters + "0123456789";

    /// <summary>An id of twelve characters, the first a letter where that matters.</summary>
    public static string Create(bool startWithLetter = false)
    {
        var bytes = new byte[12];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        var id = new char[bytes.Length];
        for (var i = 0; i < id.Length; i++)
        {
            id[i] = startWithLetter && i == 0 ? Letters[bytes[i] % Letters.Length] : Alphabet[bytes[i] % Alphabet.Length];
        }

        return new string(id);
    }
}
