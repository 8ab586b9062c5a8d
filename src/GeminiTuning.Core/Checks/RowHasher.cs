using System.Buffers.Binary;
using System.IO.Hashing;
using GeminiTuning.Core.Datasets;

namespace GeminiTuning.Core.Checks;

/// <summary>
/// Hashes rows by their texts with XXH3, so that the same row in another form has the same hash, on every machine. Among a
/// million prompts, two have the same hash in one case of 40 million; for a duplicate, the answers must agree as well.
/// </summary>
internal sealed class RowHasher
{
    private readonly XxHash3 _many = new();
    private readonly byte[] _length = new byte[4];

    /// <summary>The hash of all texts that are not answers.</summary>
    public ulong InputOf(RowTexts texts)
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

        return count == 1 ? XxHash3.HashToUInt64(texts[last]) : HashMany(texts);
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
    private ulong HashMany(RowTexts texts)
    {
        _many.Reset();
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts.KindOf(i) == TextKind.Input)
            {
                BinaryPrimitives.WriteInt32BigEndian(_length, texts[i].Length);
                _many.Append(_length);
                _many.Append(texts[i]);
            }
        }

        return _many.GetCurrentHashAsUInt64();
    }
}
