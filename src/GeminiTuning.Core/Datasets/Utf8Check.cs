using System;
#if NETFRAMEWORK
using System.Text;
#else
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace GeminiTuning.Core.Datasets;

/// <summary>
/// Sees whether bytes are UTF-8. The library is quick about long stretches of ASCII, but several times slower than this for
/// text that has a letter like 'é' in every sentence.
/// </summary>
internal static class Utf8Check
{
#if NETFRAMEWORK
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static unsafe bool IsValid(ReadOnlySpan<byte> text)
    {
        try
        {
            fixed (byte* bytes = text)
            {
                return text.IsEmpty || Strict.GetCharCount(bytes, text.Length) >= 0;
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#else
    // What can be wrong with two bytes that follow one another. A pair is wrong if a fault is in all three tables: by the high
    // and the low half of its first byte, and the high half of its second.
    private const byte Short = 1;
    private const byte Long = 2;
    private const byte Overlong3 = 4;
    private const byte Large = 8;
    private const byte Surrogate = 16;
    private const byte Overlong2 = 32;
    private const byte Overlong4OrLarge = 64;
    private const byte TwoFollowing = 128;
    private const byte AnyLow = Short | Long | TwoFollowing;
    private const byte AnyFollowing = Long | TwoFollowing | Overlong2;

    private static readonly Vector256<byte> FirstHigh = Twice(
        Long, Long, Long, Long, Long, Long, Long, Long, TwoFollowing, TwoFollowing, TwoFollowing, TwoFollowing,
        Short | Overlong2, Short, Short | Overlong3 | Surrogate, Short | Large | Overlong4OrLarge);

    private static readonly Vector256<byte> FirstLow = Twice(
        AnyLow | Overlong2 | Overlong3 | Overlong4OrLarge, AnyLow | Overlong2, AnyLow, AnyLow, AnyLow | Large,
        AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge,
        AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge,
        AnyLow | Large | Overlong4OrLarge | Surrogate, AnyLow | Large | Overlong4OrLarge, AnyLow | Large | Overlong4OrLarge);

    private static readonly Vector256<byte> SecondHigh = Twice(
        Short, Short, Short, Short, Short, Short, Short, Short,
        AnyFollowing | Overlong3 | Overlong4OrLarge, AnyFollowing | Overlong3 | Large, AnyFollowing | Surrogate | Large, AnyFollowing | Surrogate | Large,
        Short, Short, Short, Short);

    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        // Each block is seen with the three bytes before it.
        const int Before = 3;
        if (!Avx2.IsSupported || text.Length < Before + Vector256<byte>.Count || (text[0] | text[1] | text[2]) >= 0x80)
        {
            return System.Text.Unicode.Utf8.IsValid(text);
        }

        var faults = Vector256<byte>.Zero;
        ref var first = ref MemoryMarshal.GetReference(text);
        var end = text.Length - Vector256<byte>.Count;
        for (var i = Before; ; i = Math.Min(i + Vector256<byte>.Count, end))
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)i);
            var last = Vector256.LoadUnsafe(ref first, (nuint)(i - 1));
            var pair = Avx2.Shuffle(FirstHigh, High(last)) & Avx2.Shuffle(FirstLow, last & Vector256.Create((byte)0x0F)) & Avx2.Shuffle(SecondHigh, High(block));

            // Two bytes may both be following ones where the third or the fourth of a character must be, and only there.
            var third = Avx2.SubtractSaturate(Vector256.LoadUnsafe(ref first, (nuint)(i - 2)), Vector256.Create((byte)(0xE0 - 0x80)));
            var fourth = Avx2.SubtractSaturate(Vector256.LoadUnsafe(ref first, (nuint)(i - 3)), Vector256.Create((byte)(0xF0 - 0x80)));
            faults |= pair ^ ((third | fourth) & Vector256.Create(TwoFollowing));
            if (i == end)
            {
                break;
            }
        }

        return faults == Vector256<byte>.Zero && text[^1] < 0xC0 && text[^2] < 0xE0 && text[^3] < 0xF0;
    }

    private static Vector256<byte> High(Vector256<byte> bytes) => Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);

    private static Vector256<byte> Twice(params byte[] table)
    {
        var half = Vector128.Create(table);
        return Vector256.Create(half, half);
    }
#endif
}
