using System;
using System.Runtime.InteropServices;
#if !NETFRAMEWORK
using ArmCrc = System.Runtime.Intrinsics.Arm.Crc32;
using X86Crc = System.Runtime.Intrinsics.X86.Sse42;
#endif

namespace GeminiTuning.Core.Storage;

/// <summary>
/// The checksum that Cloud Storage has for every object (CRC-32, Castagnoli). Processors compute it, so that it costs a
/// tenth of the MD5 that only some objects have.
/// </summary>
internal sealed class Crc32C
{
    private const uint Polynomial = 0x82F63B78;
    private static readonly uint[][] Tables = CreateTables();
    private uint _state = uint.MaxValue;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var state = _state;
        foreach (var word in words)
        {
            state = Step(state, word);
        }

        foreach (var value in bytes.Slice(words.Length * sizeof(ulong)))
        {
            state = Tables[0][(byte)(state ^ value)] ^ (state >> 8);
        }

        _state = state;
    }

    /// <summary>The checksum as the service writes it: in base64, the highest byte first.</summary>
    public override string ToString()
    {
        var value = ~_state;
        return Convert.ToBase64String([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
    }

    private static uint Step(uint state, ulong word)
    {
#if !NETFRAMEWORK
        if (X86Crc.X64.IsSupported)
        {
            return (uint)X86Crc.X64.Crc32(state, word);
        }

        if (ArmCrc.Arm64.IsSupported)
        {
            return ArmCrc.Arm64.ComputeCrc32C(state, word);
        }
#endif
        var low = (uint)word ^ state;
        var high = (uint)(word >> 32);
        return Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
            ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[sizeof(ulong)][];
        for (var slice = 0; slice < tables.Length; slice++)
        {
            tables[slice] = new uint[256];
            for (var value = 0u; value < 256; value++)
            {
                var before = slice == 0 ? 0 : tables[slice - 1][value];
                tables[slice][value] = slice == 0 ? Divide(value) : tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? (value >> 1) ^ Polynomial : value >> 1;
        }

        return value;
    }
}
