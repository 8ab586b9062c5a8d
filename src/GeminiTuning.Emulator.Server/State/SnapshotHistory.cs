using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace GeminiTuning.Emulator.State;

/// <summary>
/// A loss curve at one moment. Appending makes another history that shares the storage of this one, so that a long run
/// does not copy its curve at each step.
/// </summary>
internal sealed class SnapshotHistory : IReadOnlyList<SnapshotRecord>
{
    private readonly List<SnapshotRecord[]> _blocks;

    private SnapshotHistory(List<SnapshotRecord[]> blocks, int count)
    {
        _blocks = blocks;
        Count = count;
    }

    public static SnapshotHistory Empty { get; } = new([], 0);

    public int Count { get; }

    private const int BlockLength = 256;

    public SnapshotRecord this[int index] => index < Count
        ? _blocks[index / BlockLength][index % BlockLength]
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>A history with one more point. Only the newest history of a run may be appended to.</summary>
    public SnapshotHistory Append(SnapshotRecord snapshot)
    {
        var blocks = _blocks;
        if (Count % BlockLength == 0)
        {
            blocks = [.. _blocks.Take(Count / BlockLength), new SnapshotRecord[BlockLength]];
        }

        blocks[Count / BlockLength][Count % BlockLength] = snapshot;
        return new SnapshotHistory(blocks, Count + 1);
    }

    public IEnumerator<SnapshotRecord> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
