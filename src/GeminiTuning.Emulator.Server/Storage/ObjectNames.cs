using System;
using System.Text;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Which names an object may have.</summary>
internal static class ObjectNames
{
    private const int Longest = 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses a name that an object cannot have.</summary>
    public static void Require(string name)
    {
        if (name.Length == 0)
        {
            throw StorageErrors.Required("name");
        }

        if (name is "." or ".." || name.IndexOfAny(['\r', '\n']) >= 0 || name.StartsWith(".well-known/acme-challenge/", StringComparison.Ordinal))
        {
            throw StorageErrors.Invalid($"Disallowed unicode characters present in object name '{name}'");
        }

        if (CountBytes(name) > Longest)
        {
            throw StorageErrors.Invalid("The maximum object length is 1024 characters, but got a name with more.");
        }
    }

    private static int CountBytes(string name)
    {
        try
        {
            return StrictUtf8.GetByteCount(name);
        }
        catch (EncoderFallbackException)
        {
            throw StorageErrors.Invalid("The object name is not valid Unicode.");
        }
    }
}
