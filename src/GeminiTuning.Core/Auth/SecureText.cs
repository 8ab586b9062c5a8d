using System;
using System.Runtime.InteropServices;
using System.Security;

namespace GeminiTuning.Core.Auth;

/// <summary>Looks into secure strings, and makes text of them only where a request is sent.</summary>
internal static class SecureText
{
    public static SecureString Seal(string text)
    {
        var sealedText = new SecureString();
        foreach (var character in text)
        {
            sealedText.AppendChar(character);
        }

        sealedText.MakeReadOnly();
        return sealedText;
    }

    /// <summary>The text without the blanks around it, which a file or the clipboard may have added.</summary>
    public static string Reveal(SecureString secret)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory, secret.Length)!.Trim();
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }

    /// <summary>
    /// Replaces the secret in a text, also as a form or an address carries it. A handful of letters is left alone: that is no real key, and replacing it would
    /// garble every word that has them.
    /// </summary>
    public static string Hide(SecureString secret, string text, string mask)
    {
        const int shortestSecret = 8;
        if (secret.Length < shortestSecret)
        {
            return text;
        }

        var plain = Reveal(secret);
        return text.Replace(plain, mask, StringComparison.Ordinal).Replace(Uri.EscapeDataString(plain), mask, StringComparison.Ordinal);
    }

    /// <summary>Whether there is nothing but blanks.</summary>
    public static bool IsBlank(SecureString secret) => All(secret, char.IsWhiteSpace);

    /// <summary>Whether a header can carry it: visible ASCII, with blanks at the ends only.</summary>
    public static bool FitsHeader(SecureString secret)
    {
        var ended = false;
        var started = false;
        return All(secret, character =>
        {
            if (char.IsWhiteSpace(character))
            {
                ended = started;
                return true;
            }

            started = true;
            return !ended && character is > ' ' and < '\u007f';
        });
    }

    private static bool All(SecureString secret, Func<char, bool> rule)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            for (var i = 0; i < secret.Length; i++)
            {
                if (!rule((char)Marshal.ReadInt16(memory, i * sizeof(char))))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
