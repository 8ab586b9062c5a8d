using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Makes ids of nineteen digits as the service does.</summary>
internal static class VertexIds
{
    private const ulong Smallest = 1_000_000_000_000_000_000;
    private const ulong Count = 8_000_000_000_000_000_000;

    public static string Create()
    {
        var bytes = new byte[sizeof(ulong)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return ToId(bytes);
    }

    /// <summary>The same id for the same text.</summary>
    public static string Of(string text) => ToId(Hash(text));

    /// <summary>A number of twelve digits, the same for the same text.</summary>
    public static string ProjectNumberOf(string project) =>
        (100_000_000_000 + (BitConverter.ToUInt64(Hash(project), 0) % 900_000_000_000)).ToString(CultureInfo.InvariantCulture);

    private static string ToId(byte[] bytes) => (Smallest + (BitConverter.ToUInt64(bytes, 0) % Count)).ToString(CultureInfo.InvariantCulture);

    private static byte[] Hash(string text)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(Encoding.UTF8.GetBytes(text));
    }
}
