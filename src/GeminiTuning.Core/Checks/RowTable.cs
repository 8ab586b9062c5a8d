using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Checks;

/// <summary>
/// Remembers rows by their keys in 16 bytes each, so that a million of them fit in 32 MB. Open addressing, because a
/// dictionary takes twice the memory. A new key is mostly seen in a filter of 4 MB, which the processor has at hand, and put
/// into the table later with others: waiting for the memory of a large table then happens for many at once.
/// </summary>
internal sealed class RowTable
{
    private const int FilterBits = 25;
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
    private readonly Entry[] _waiting = new Entry[64];
    private Entry[] _entries = new Entry[1 << 10];
    private int _waitingCount;
    private uint _touched;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Finds a key, or adds it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="output">The hash of the row's answer, kept for a new key.</param>
    /// <param name="place">The row's place, from 1, kept for a new key.</param>
    /// <param name="first">What was kept for the key before.</param>
    /// <returns>Whether it was there.</returns>
    public bool TryFind(ulong key, uint output, uint place, out (uint Output, uint Place) first)
    {
        first = default;
        if (MayContain(key))
        {
            PutWaiting();
            var entry = Find(_entries, key);
            if (entry.Place != 0)
            {
                first = (entry.Output, entry.Place);
                return true;
            }
        }

        ref var next = ref _waiting[_waitingCount++];
        next.Key = key;
        next.Output = output;
        next.Place = place;
        _filter[FilterIndex(key)] |= 1UL << (int)(key >> 58);
        if (_waitingCount == _waiting.Length)
        {
            PutWaiting();
        }

        return false;
    }

    public bool Contains(ulong key, out uint place)
    {
        place = 0;
        if (MayContain(key))
        {
            PutWaiting();
            place = Find(_entries, key).Place;
        }

        return place != 0;
    }

    private static int FilterIndex(ulong key) => (int)(key >> 32) & ((1 << (FilterBits - 6)) - 1);

    private bool MayContain(ulong key) => (_filter[FilterIndex(key)] & (1UL << (int)(key >> 58))) != 0;

    private void PutWaiting()
    {
        while (Count + _waitingCount > _entries.Length / 4 * 3)
        {
            Grow();
        }

        // These reads do not depend on one another, so the memory answers them side by side.
        for (var i = 0; i < _waitingCount; i++)
        {
            _touched ^= _entries[(int)_waiting[i].Key & (_entries.Length - 1)].Place;
        }

        for (var i = 0; i < _waitingCount; i++)
        {
            Find(_entries, _waiting[i].Key) = _waiting[i];
        }

        Count += _waitingCount;
        _waitingCount = 0;
    }

    private static ref Entry Find(Entry[] entries, ulong key)
    {
        var mask = entries.Length - 1;
        for (var at = (int)key & mask; ; at = (at + 1) & mask)
        {
            ref var entry = ref entries[at];
            if (entry.Place == 0 || entry.Key == key)
            {
                return ref entry;
            }
        }
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        foreach (var entry in _entries)
        {
            if (entry.Place != 0)
            {
                Find(larger, entry.Key) = entry;
            }
        }

        _entries = larger;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public ulong Key;
        public uint Output;
        public uint Place;
    }
}
