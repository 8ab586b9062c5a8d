using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace GeminiTuning.Emulator.Auth.Keys;

/// <summary>Writes a private RSA key as PKCS #8, which .NET Framework has no method for.</summary>
internal static class Pkcs8
{
    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;
    private const byte Sequence = 0x30;

    // The algorithm: rsaEncryption (1.2.840.113549.1.1.1), without parameters.
    private static readonly byte[] Algorithm =
        [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

    public static byte[] Encode(RSAParameters key)
    {
        var rsaKey = Element(Sequence,
        [
            .. Number([0]), .. Number(key.Modulus!), .. Number(key.Exponent!), .. Number(key.D!),
            .. Number(key.P!), .. Number(key.Q!), .. Number(key.DP!), .. Number(key.DQ!), .. Number(key.InverseQ!),
        ]);
        return Element(Sequence, [.. Number([0]), .. Element(Sequence, Algorithm), .. Element(OctetString, rsaKey)]);
    }

    /// <summary>An unsigned number: without needless zeros, but with one where the first bit would make it negative.</summary>
    private static byte[] Number(byte[] bytes)
    {
        var digits = bytes.SkipWhile(digit => digit == 0).ToArray();
        return Element(Integer, digits.Length == 0 || digits[0] >= 0x80 ? [0, .. digits] : digits);
    }

    private static byte[] Element(byte tag, byte[] content)
    {
        var length = new List<byte>();
        for (var rest = content.Length; rest > 0; rest >>= 8)
        {
            length.Insert(0, (byte)rest);
        }

        return content.Length < 0x80
            ? [tag, (byte)content.Length, .. content]
            : [tag, (byte)(0x80 | length.Count), .. length, .. content];
    }
}
