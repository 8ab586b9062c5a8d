namespace GeminiTuning.Emulator.Storage;

/// <summary>The checksum CRC-32C (Castagnoli), computed eight bytes at a time.</summary>
internal sealed class Crc32C
{
    private const uint Polynomial = 0x82F63B78;
    private const int Slices = 8;
    private static readonly uint[][] Tables = CreateTables();
    private uint _state = uint.MaxValue;

    /// <summary>The checksum of everything so far, in the byte order of the wire.</summary>
    public byte[] Hash
    {
        get
        {
            var value = ~_state;
            return [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        }
    }

    public void Append(byte[] buffer, int offset, int count)
    {
        var state = _state;
        var end = offset + count;
        for (; end - offset >= Slices; offset += Slices)
        {
            state ^= (uint)(buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24));
            state = Tables[7][state & 0xFF] ^ Tables[6][(state >> 8) & 0xFF] ^ Tables[5][(state >> 16) & 0xFF] ^ Tables[4][state >> 24]
                ^ Tables[3][buffer[offset + 4]] ^ Tables[2][buffer[offset + 5]] ^ Tables[1][buffer[offset + 6]] ^ Tables[0][buffer[offset + 7]];
        }

        for (; offset < end; offset++)
        {
            state = Tables[0][(state ^ buffer[offset]) & 0xFF] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (uint value = 0; value < 256; value++)
            {
                tables[slice][value] = slice == 0 ? Divide(value) : tables[0][tables[slice - 1][value] & 0xFF] ^ (tables[slice - 1][value] >> 8);
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
