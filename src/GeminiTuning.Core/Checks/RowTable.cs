using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
#if !NETFRAMEWORK
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
#endif

namespace GeminiTuning.Core.Checks;

/// <summary>
/// Remembers rows by their keys: 16 bytes each, in the order in which they come, and an index of 4 bytes a slot. Only the
/// index is gone to at random, and that of a million rows, of 8 MB, stays in the processor's cache.
/// </summary>
internal sealed class RowTable
{
    private const int BlockBits = 16;
    private const int Ahead = 16;
    private readonly List<Entry[]> _blocks = [];

    // Of 2^n slots, each has in n bits the number of an entry from 1, and above them as many bits of its key as fit in.
    private uint[] _slots = new uint[1 << 14];
    private int _bits = 14;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Has the memory where a key belongs brought near while something else is done.</summary>
    public void Expect(ulong key) => Prefetch(ref _slots[(int)key & (_slots.Length - 1)]);

    /// <summary>Finds a key, or adds it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="output">The hash of the row's answer, kept for a new key.</param>
    /// <param name="place">The row's place, from 1, kept for a new key.</param>
    /// <param name="first">What was kept for the key before.</param>
    /// <returns>Whether it was there.</returns>
    public bool TryFind(ulong key, uint output, uint place, out (uint Output, uint Place) first)
    {
        ref var slot = ref Find(key);
        if (slot != 0)
        {
            ref var known = ref EntryOf(slot);
            first = (known.Output, known.Place);
            return true;
        }

        first = default;
        if (Count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new Entry[1 << BlockBits]);
        }

        Count++;
        slot = Slot(key, Count);
        ref var entry = ref EntryOf(slot);
        entry.Key = key;
        entry.Output = output;
        entry.Place = place;
        if (Count > _slots.Length / 4 * 3)
        {
            Grow();
        }

        return false;
    }

    public bool Contains(ulong key, out uint place)
    {
        var slot = Find(key);
        place = slot == 0 ? 0 : EntryOf(slot).Place;
        return slot != 0;
    }

    private static unsafe void Prefetch(ref uint slot)
    {
#if NETFRAMEWORK
        _ = slot;
#else
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref slot));
        }
#endif
    }

    private uint Slot(ulong key, int number) => ((uint)(key >> 32) << _bits) | (uint)number;

    private ref Entry EntryOf(uint slot)
    {
        var index = (int)(slot & (uint)(_slots.Length - 1)) - 1;
        return ref _blocks[index >> BlockBits][index & ((1 << BlockBits) - 1)];
    }

    /// <summary>The slot of a key, or the empty one for it.</summary>
    private ref uint Find(ulong key)
    {
        var mask = _slots.Length - 1;
        for (var at = (int)key & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref _slots[at];
            if (slot == 0 || (slot >> _bits == Slot(key, 0) >> _bits && EntryOf(slot).Key == key))
            {
                return ref slot;
            }
        }
    }

    private void Grow()
    {
        _bits++;
        _slots = new uint[1 << _bits];
        var rest = Count;
        for (var i = 0; rest > 0; i++)
        {
            var block = _blocks[i].AsSpan(0, Math.Min(rest, 1 << BlockBits));
            for (var at = 0; at < block.Length; at++)
            {
                Expect(block[Math.Min(at + Ahead, block.Length - 1)].Key);
                Index(block[at].Key, (i << BlockBits) + at + 1);
            }

            rest -= block.Length;
        }
    }

    private void Index(ulong key, int number)
    {
        var mask = _slots.Length - 1;
        var at = (int)key & mask;
        while (_slots[at] != 0)
        {
            at = (at + 1) & mask;
        }

        _slots[at] = Slot(key, number);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ulong Key;
        public uint Output;
        public uint Place;
    }
}
