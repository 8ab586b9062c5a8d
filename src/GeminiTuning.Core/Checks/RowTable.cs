using System.Runtime.InteropServices;

namespace GeminiTuning.Core.Checks;

/// <summary>
/// Remembers rows by their keys in 32 bytes each, so that a million of them fit in 64 MB. Open addressing, because a
/// dictionary takes twice the memory.
/// </summary>
internal sealed class RowTable
{
    private Entry[] _entries = new Entry[1 << 10];

    public int Count { get; private set; }

    /// <summary>Finds a key, or adds it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="output">The hash of the row's answer, kept for a new key.</param>
    /// <param name="place">The row's place, from 1, kept for a new key.</param>
    /// <param name="first">What was kept for the key before.</param>
    /// <returns>Whether it was there.</returns>
    public bool TryFind(RowKey key, ulong output, ulong place, out (ulong Output, ulong Place) first)
    {
        ref var entry = ref Find(_entries, key);
        first = (entry.Output, entry.Place);
        if (entry.Place != 0)
        {
            return true;
        }

        entry = new Entry { Key = key, Output = output, Place = place };
        if (++Count > _entries.Length / 4 * 3)
        {
            Grow();
        }

        return false;
    }

    public bool Contains(RowKey key, out ulong place)
    {
        place = Find(_entries, key).Place;
        return place != 0;
    }

    private static ref Entry Find(Entry[] entries, RowKey key)
    {
        var mask = entries.Length - 1;
        for (var at = (int)key.Low & mask; ; at = (at + 1) & mask)
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
        public RowKey Key;
        public ulong Output;
        public ulong Place;
    }
}
