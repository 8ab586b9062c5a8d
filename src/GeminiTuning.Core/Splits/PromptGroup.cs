using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Splits;

/// <summary>The rows with one prompt.</summary>
/// <param name="Order">Decides which groups go first.</param>
/// <param name="Stratum">The rows that it is split among.</param>
/// <param name="Size">How many rows it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PromptGroup(ulong Order, ulong Stratum, int Size = 0)
{
    public static ulong OrderOf(ulong key, int seed)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key);
        return XxHash64.HashToUInt64(bytes, seed);
    }
}
