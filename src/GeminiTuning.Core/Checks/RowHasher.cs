using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>Hashes rows by their texts, so that the same row in another form has the same hash. The hashes are the same on every machine.</summary>
internal sealed class RowHasher
{
    private readonly XxHash128 _many = new();
    private readonly byte[] _hash = new byte[16];

    /// <summary>The key of all texts that are not answers.</summary>
    public RowKey InputOf(RowTexts texts)
    {
        var count = 0;
        var last = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts.KindOf(i) == TextKind.Input)
            {
                count++;
                last = i;
            }
        }

        if (count == 1)
        {
            XxHash128.Hash(texts[last], _hash);
        }
        else
        {
            HashMany(texts);
        }

        return new RowKey(BinaryPrimitives.ReadUInt64BigEndian(_hash), BinaryPrimitives.ReadUInt64BigEndian(_hash.AsSpan(8)));
    }

    /// <summary>The hash of the answers.</summary>
    public static ulong OutputOf(RowTexts texts)
    {
        ulong hash = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            hash = texts.KindOf(i) switch
            {
                TextKind.Output => hash ^ XxHash3.HashToUInt64(texts[i]),
                TextKind.Rejected => hash ^ XxHash3.HashToUInt64(texts[i], seed: 1),
                _ => hash,
            };
        }

        return hash;
    }

    // The lengths keep "a", "bc" apart from "ab", "c".
    private void HashMany(RowTexts texts)
    {
        _many.Reset();
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts.KindOf(i) == TextKind.Input)
            {
                BinaryPrimitives.WriteInt32BigEndian(_hash, texts[i].Length);
                _many.Append(_hash.AsSpan(0, 4));
                _many.Append(texts[i]);
            }
        }

        _many.GetHashAndReset(_hash);
    }
}
